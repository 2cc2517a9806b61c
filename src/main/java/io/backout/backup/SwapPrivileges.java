package io.backout.backup;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the administrator may do, tried for real in the put-away schema; that one is empty before and gone afterwards. */
final class SwapPrivileges {
    private static final Pattern DEFINER =
            Pattern.compile("(?i)DEFINER\\s*=\\s*[`'\"]([^`'\"]*)[`'\"]@[`'\"]([^`'\"]*)");
    /** On live itself nothing is tried. */
    private static final List<String> ON_LIVE = List.of(
            "SELECT",
            "INSERT",
            "CREATE",
            "ALTER",
            "DROP",
            "INDEX",
            "REFERENCES",
            "TRIGGER",
            "CREATE VIEW",
            "SHOW VIEW",
            "CREATE ROUTINE",
            "ALTER ROUTINE",
            "EVENT");

    private static final String HELD =
            "select privilege_type from information_schema.user_privileges where grantee = %1$s"
                    + " union select privilege_type from information_schema.schema_privileges"
                    + " where grantee = %1$s and %2$s like table_schema";

    private SwapPrivileges() {}

    static void check(Statement statement, SwapNames names, StoredObjects backup, List<CutOverFinding> findings)
            throws SQLException {
        String account = Sql.string(statement, "select current_user()");
        int at = account.lastIndexOf('@');
        String grantee = "'%s'@'%s'".formatted(account.substring(0, at), account.substring(at + 1));
        List<String> held = Sql.strings(statement, HELD.formatted(Sql.text(grantee), Sql.text(names.live())));
        // What a role gives is listed nowhere in one form.
        boolean hasRoles = !Set.of("", "null", "NONE").contains(Sql.string(statement, "select current_role()"));
        List<String> missing = hasRoles
                ? List.of()
                : ON_LIVE.stream().filter(one -> !held.contains(one)).toList();
        if (!missing.isEmpty()) {
            findings.add(new CutOverFinding(
                    "the administrator may not %s in '%s'".formatted(String.join(", ", missing), names.live()),
                    "GRANT %s ON %s.* TO %s;"
                            .formatted(String.join(", ", missing), pattern(names.live(), ""), grantee)));
        }
        tryAside(statement, names, grantee, findings);
        checkDefiners(account, held, hasRoles, backup, findings);
    }

    private static void tryAside(Statement statement, SwapNames names, String grantee, List<CutOverFinding> findings) {
        String schema = Sql.quoted(names.putAway());
        try {
            statement.execute("create database if not exists " + schema);
            try {
                statement.execute("create table %s.t (id int primary key) engine = InnoDB".formatted(schema));
                statement.execute(
                        "create trigger %1$s.t before insert on %1$s.t for each row set new.id = 1".formatted(schema));
                statement.execute("drop trigger %s.t".formatted(schema));
                statement.execute("rename table %1$s.t to %1$s.u".formatted(schema));
            } finally {
                statement.execute("drop database " + schema);
            }
        } catch (SQLException e) {
            findings.add(new CutOverFinding(
                    "schemas beside '%s' cannot be used: %s".formatted(names.live(), e.getMessage()),
                    e.getErrorCode() == 1419
                            ? "SET GLOBAL log_bin_trust_function_creators = 1; or grant SUPER to %s.".formatted(grantee)
                            : "GRANT ALL ON %s.* TO %s;".formatted(pattern(names.live(), "\\_\\_%"), grantee)));
        }
    }

    /** To create something in another's name needs more than any privilege on a schema. */
    private static void checkDefiners(
            String account, List<String> held, boolean hasRoles, StoredObjects backup, List<CutOverFinding> findings) {
        boolean may = hasRoles
                || Stream.of("SUPER", "SET USER", "SET_USER_ID", "SET_ANY_DEFINER")
                        .anyMatch(held::contains);
        List<String> others = new ArrayList<>();
        for (StoredObject object : backup.objects()) {
            Matcher definer = DEFINER.matcher(object.sql());
            if (definer.find() && !account.equals(definer.group(1) + "@" + definer.group(2))) {
                others.add("%s '%s'".formatted(object.kind(), object.name()));
            }
        }
        if (!may && !others.isEmpty()) {
            findings.add(new CutOverFinding(
                    "the administrator may not create objects in the name of their definers: "
                            + String.join(", ", others),
                    "GRANT SET USER (MySQL 8: SET_USER_ID, 8.4: SET_ANY_DEFINER) ON *.* to it, or SUPER."));
        }
    }

    /** In a GRANT "_" and "%" stand for something else. */
    private static String pattern(String schema, String rest) {
        return Sql.quoted(schema.replace("_", "\\_").replace("%", "\\%") + rest);
    }
}
