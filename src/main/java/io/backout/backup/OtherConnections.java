package io.backout.backup;

import io.backout.tool.Mysql;
import java.util.List;

/** Who else uses the live database; what they write after the loss was counted is not in it. */
public final class OtherConnections {
    private static final String WHO = "select concat(who, ' (', count(*), ')') from"
            + " (select concat(user, '@', substring_index(host, ':', 1)) as who from information_schema.processlist"
            + " where db = %s and id <> connection_id()) as connections group by who";

    private OtherConnections() {}

    /** As account, host and number of connections. */
    public static List<String> of(Mysql mysql) {
        return mysql.asAdministrator(statement -> Sql.strings(statement, WHO.formatted(Sql.text(mysql.database()))));
    }
}
