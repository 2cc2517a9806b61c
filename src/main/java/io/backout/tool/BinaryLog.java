package io.backout.tool;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.BinaryLogClient.AbstractLifecycleListener;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer.CompatibilityMode;
import com.github.shyiko.mysql.binlog.network.SSLMode;
import io.backout.target.Target;
import java.io.IOException;
import java.net.Socket;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was written to the server since a position of its binary log, read as a replica reads it. The administrator needs
 * REPLICATION SLAVE and REPLICATION CLIENT (MariaDB: BINLOG MONITOR).
 */
public final class BinaryLog {
    private static final String GRANTS = "grant REPLICATION SLAVE and REPLICATION CLIENT on *.* to the administrator.";

    private final Target target;
    private final DatabaseUrl url;

    public BinaryLog(Target target, DatabaseUrl url) {
        this.target = target;
        this.url = url;
    }

    /**
     * Reads up to what is the end when it begins, or beyond.
     *
     * @param position such as {@code binlog.000001:833}
     * @param limit for all of it
     * @throws ToolException when not all of it can be read, or not in time; what the reader was told is then worth nothing
     */
    public void read(String position, Duration limit, BinaryLogReader reader) {
        int colon = position.lastIndexOf(':');
        String file = position.substring(0, colon);
        Map<String, Long> files = files();
        if (!files.containsKey(file)) {
            throw new ToolException("there is no binary log '%s' any more".formatted(file), "keep them like backups.");
        }
        DatabaseLogin login = DatabaseLogin.ofAdministrator(target);
        BinaryLogClient client = new BinaryLogClient(url.host(), url.port(), login.user(), login.password());
        client.setBinlogFilename(file);
        client.setBinlogPosition(Long.parseLong(position.substring(colon + 1)));
        BinaryLogEvents events = new BinaryLogEvents(client, url.database(), limit, reader);
        open(client, limit, events);
        events.requireAll();
        String last = files.keySet().stream().reduce(file, (one, next) -> next);
        String reached = client.getBinlogFilename();
        long end = files.getOrDefault(last, 0L);
        if (reached.equals(last) ? client.getBinlogPosition() < end : files.containsKey(reached)) {
            throw new ToolException("the server ended the binary log before its end", "try again.");
        }
    }

    private void open(BinaryLogClient client, Duration limit, BinaryLogEvents events) {
        // At its end the server says so, instead of waiting for more.
        client.setBlocking(false);
        client.setKeepAlive(false);
        client.setSSLMode(SSLMode.PREFERRED);
        client.setConnectTimeout(target.properties().timeLimits().health().toMillis());
        client.setSocketFactory(() -> {
            Socket socket = new Socket();
            socket.setSoTimeout((int) limit.toMillis());
            return socket;
        });
        EventDeserializer deserializer = new EventDeserializer();
        // As they are: a text in any charset, and a time that no calendar has.
        deserializer.setCompatibilityMode(
                CompatibilityMode.CHAR_AND_BINARY_AS_BYTE_ARRAY, CompatibilityMode.DATE_AND_TIME_AS_LONG_MICRO);
        client.setEventDeserializer(deserializer);
        client.registerEventListener(events);
        client.registerLifecycleListener(new AbstractLifecycleListener() {
            @Override
            public void onCommunicationFailure(BinaryLogClient broken, Exception e) {
                events.fail("its connection broke: " + e.getMessage());
            }

            @Override
            public void onEventDeserializationFailure(BinaryLogClient puzzled, Exception e) {
                // Its message may hold values.
                events.fail(
                        "an entry could not be read (%s)".formatted(e.getClass().getSimpleName()));
            }
        });
        try {
            client.connect();
        } catch (IOException e) {
            throw new ToolException("the binary log could not be read: " + e.getMessage(), GRANTS);
        }
    }

    /** With their sizes, the oldest first. */
    private Map<String, Long> files() {
        return new Mysql(target, url).asAdministrator(statement -> {
            Map<String, Long> files = new LinkedHashMap<>();
            try (ResultSet rows = statement.executeQuery("show binary logs")) {
                while (rows.next()) {
                    files.put(rows.getString(1), rows.getLong(2));
                }
            }
            return files;
        });
    }
}
