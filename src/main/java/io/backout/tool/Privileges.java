package io.backout.tool;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the logged-in account may do in a database, as the server tells. */
final class Privileges {
    /** To take a schema back: each derived statement needs one of them. */
    private static final List<String> NEEDED =
            List.of("SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "INDEX", "REFERENCES");

    private static final String OWN = "select privilege_type from information_schema.user_privileges where grantee = ?"
            + " union select privilege_type from information_schema.schema_privileges"
            + " where grantee = ? and ? like table_schema";

    private Privileges() {}

    static List<String> missing(Statement statement, String database) throws SQLException {
        Set<String> held = new TreeSet<>();
        try (PreparedStatement query = statement.getConnection().prepareStatement(OWN)) {
            String grantee = grantee(statement);
            query.setString(1, grantee);
            query.setString(2, grantee);
            query.setString(3, database);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    held.add(rows.getString(1));
                }
            }
        }
        // What a role gives is listed nowhere in one form; the rehearsal and the server itself have the last word.
        return hasRoles(statement)
                ? List.of()
                : NEEDED.stream().filter(privilege -> !held.contains(privilege)).toList();
    }

    static String grantee(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select current_user()")) {
            row.next();
            String account = row.getString(1);
            int at = account.lastIndexOf('@');
            return "'%s'@'%s'".formatted(account.substring(0, at), account.substring(at + 1));
        }
    }

    private static boolean hasRoles(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select count(*) from information_schema.applicable_roles")) {
            row.next();
            return row.getLong(1) > 0;
        }
    }
}
