package io.backout.plan;

import io.backout.plan.TableLoss.Since;
import io.backout.tool.Mysql;
import io.backout.tool.SchemaObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what a backup would cost: each live table beside its rows in the backup. Reads only, and not for long. */
public final class DataLossPreview {
    private static final DateTimeFormatter SQL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final Duration limit;

    /** @param limit for all counting together; what is not counted by then is estimated */
    public DataLossPreview(Clock clock, Duration limit) {
        this.clock = clock;
        this.limit = limit;
    }

    /**
     * A table of the backup.
     *
     * @param nextNumber its AUTO_INCREMENT: rows from it on were made since; 0 when it has none
     */
    public record BackupTable(String name, long rows, long nextNumber) {}

    /** @param taken when the backup was taken */
    public List<TableLoss> look(Mysql mysql, List<BackupTable> backup, Instant taken) {
        Instant end = clock.instant().plus(limit);
        Map<String, BackupTable> kept = new LinkedHashMap<>();
        backup.forEach(table -> kept.put(table.name(), table));
        return mysql.asAdministrator(statement -> {
            // Prisma writes times in UTC.
            statement.execute("set time_zone = '+00:00'");
            List<TableLoss> losses = new ArrayList<>();
            for (LiveTable table : LiveTable.of(statement, mysql.database())) {
                BackupTable before = kept.remove(table.name());
                losses.add(counted(statement, mysql.database(), table, before, taken, end));
            }
            kept.values().forEach(gone -> losses.add(TableLoss.ofMissing(gone.name(), gone.rows())));
            return losses;
        });
    }

    private TableLoss counted(
            Statement statement,
            String database,
            LiveTable table,
            @Nullable BackupTable before,
            Instant taken,
            Instant end)
            throws SQLException {
        long inBackup = before == null ? 0 : before.rows();
        long left = Duration.between(clock.instant(), end).toSeconds();
        if (left > 0) {
            statement.setQueryTimeout((int) left);
            try (ResultSet row = statement.executeQuery(question(database, table, before, taken))) {
                row.next();
                long now = row.getLong(1);
                long made = before == null ? now : row.getLong(2);
                String newest = row.getString(3);
                long changed = before == null ? 0 : table.changed().isEmpty() ? -1 : row.getLong(4);
                Since since = new Since(
                        Math.max(made, now - inBackup), changed, newest == null ? "" : newest, before != null);
                return new TableLoss(table.name(), now, inBackup, since, true);
            } catch (SQLTimeoutException tooLong) {
                // The estimate has to do.
            }
        }
        Since about = new Since(Math.max(0, table.estimate() - inBackup), -1, "", true);
        return new TableLoss(table.name(), table.estimate(), inBackup, about, false);
    }

    /** Rows now; those made since; the newest one; those changed since among the others. */
    private static String question(String database, LiveTable table, @Nullable BackupTable before, Instant taken) {
        String since = "timestamp'%s'".formatted(SQL.format(taken));
        String made = "false";
        if (before != null && before.nextNumber() > 0 && !table.number().isEmpty()) {
            made = "%s >= %d".formatted(LiveTable.quoted(table.number()), before.nextNumber());
        } else if (!table.created().isEmpty()) {
            made = "%s > %s".formatted(LiveTable.quoted(table.created()), since);
        }
        String changed = table.changed().isEmpty()
                ? "0"
                : "coalesce(sum(%s > %s and not coalesce(%s, false)), 0)"
                        .formatted(LiveTable.quoted(table.changed()), since, made);
        return "select count(*), coalesce(sum(%s), 0), max(%s), %s from %s.%s"
                .formatted(
                        made,
                        LiveTable.quoted(table.created()),
                        changed,
                        SchemaObject.quoted(database),
                        SchemaObject.quoted(table.name()));
    }
}
