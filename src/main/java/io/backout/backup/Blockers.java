package io.backout.backup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Who holds a lock on tables of a schema, as far as the server tells; never what they run, which may hold data. */
final class Blockers {
    private static final String WHO = "select concat('connection ', p.id, ' of ', p.user, '@', p.host, ', ',"
            + " lower(p.command), ' for ', p.time, ' s%s') from information_schema.processlist p %s"
            + " where p.id <> connection_id() order by p.time desc limit 5";

    private static final List<String> SOURCES = List.of(
            WHO.formatted(
                    ", locks ', l.object_name, '",
                    "join performance_schema.threads t on t.processlist_id = p.id"
                            + " join performance_schema.metadata_locks l on l.owner_thread_id = t.thread_id"
                            + " and l.object_schema = %1$s and l.lock_status = 'GRANTED' and l.object_type = 'TABLE'"),
            WHO.formatted(
                    ", locks ', l.table_name, '",
                    "join information_schema.metadata_lock_info l on l.thread_id = p.id and l.table_schema = %1$s"),
            WHO.formatted(
                    ", in a transaction'," + " if(p.db = %1$s, concat(' on ', p.db), ''), '",
                    "join information_schema.innodb_trx x on x.trx_mysql_thread_id = p.id"),
            WHO.formatted(", working on ', p.db, '", "join (select 1) one on p.db = %1$s and p.command <> 'Sleep'"));

    private Blockers() {}

    /** The first source that names somebody; not every server has all, nor every account access to them. */
    static List<String> of(Statement statement, String schema) {
        for (String source : SOURCES) {
            Set<String> found = new LinkedHashSet<>();
            String query = source.formatted(Sql.text(schema));
            try (ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            } catch (SQLException unavailable) {
                continue;
            }
            if (!found.isEmpty()) {
                return new ArrayList<>(found);
            }
        }
        return List.of();
    }

    static String named(List<String> blockers) {
        return blockers.isEmpty() ? "a connection that the server does not name" : String.join("; ", blockers);
    }
}
