package io.backout.record;

import com.mysql.cj.conf.ConnectionUrl;
import com.mysql.cj.conf.HostInfo;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.stereotype.Component;

/** Where the engine's tables and our own are: in a file of this server's own, or on a MySQL or MariaDB server. */
@Component
public class EngineDatabase {
    private final Optional<HostInfo> server;

    public EngineDatabase(DataSourceProperties properties) {
        String url = properties.determineUrl();
        this.server = url.startsWith("jdbc:mysql:")
                ? Optional.of(ConnectionUrl.getConnectionUrlInstance(url, new Properties())
                        .getMainHost())
                : Optional.empty();
    }

    /** True when several Backout servers can work on it. */
    public boolean shared() {
        return server.isPresent();
    }

    /** True when that address leads to the same server, whatever it is called; false where a name is unknown. */
    public boolean isOn(String host, int port) {
        return server.filter(own -> own.getPort() == port && sameHost(own.getHost(), host))
                .isPresent();
    }

    /** {@code host:port/schema}, never who; empty for a file. */
    public String location() {
        return server.map(own -> "%s:%d/%s".formatted(own.getHost(), own.getPort(), own.getDatabase()))
                .orElse("");
    }

    /** Empty for a file. */
    public String schema() {
        return server.map(HostInfo::getDatabase).orElse("");
    }

    private static boolean sameHost(String one, String other) {
        if (one.equalsIgnoreCase(other)) {
            return true;
        }
        List<InetAddress> addresses = addresses(one);
        return addresses(other).stream()
                .anyMatch(address -> addresses.contains(address)
                        || (address.isLoopbackAddress()
                                && addresses.stream().anyMatch(InetAddress::isLoopbackAddress)));
    }

    private static List<InetAddress> addresses(String host) {
        try {
            return Arrays.asList(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
