package io.backout.tool;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What is true of the live database, for backups of it.
 *
 * @param serverVersion as the server names itself
 * @param tables base tables
 * @param binlogPosition whether the server writes a binary log and the account may ask where it is
 */
public record DatabaseFacts(String serverVersion, List<String> tables, boolean binlogPosition) {
    private static final String TABLES =
            "select table_name from information_schema.tables where table_schema = ? and table_type = 'BASE TABLE' order by 1";
    private static final String PRIVILEGES = "select count(distinct if(privilege_type = 'RELOAD', 1, 2)) = 2"
            + " from information_schema.user_privileges where grantee = ?"
            + " and privilege_type in ('RELOAD', 'REPLICATION CLIENT', 'BINLOG MONITOR')";

    /** Asked as administrator where there is one, who also dumps. */
    static DatabaseFacts of(Mysql mysql, boolean asAdministrator) {
        Mysql.Work<DatabaseFacts> look = statement -> new DatabaseFacts(
                one(statement, "select version()"),
                tables(statement, mysql.database()),
                one(statement, "select @@log_bin").equals("1") && mayAskForPosition(statement));
        return asAdministrator ? mysql.asAdministrator(look) : mysql.asApplication(look);
    }

    private static String one(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private static List<String> tables(Statement statement, String database) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (PreparedStatement query = statement.getConnection().prepareStatement(TABLES)) {
            query.setString(1, database);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
        }
        return tables;
    }

    private static boolean mayAskForPosition(Statement statement) throws SQLException {
        try (PreparedStatement query = statement.getConnection().prepareStatement(PRIVILEGES)) {
            query.setString(1, Privileges.grantee(statement));
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
