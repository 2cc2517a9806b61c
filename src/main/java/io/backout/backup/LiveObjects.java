package io.backout.backup;

import io.backout.backup.StoredObject.Kind;
import io.backout.tool.ToolException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Reads the objects beside a schema's tables, as the server would create them again there, in an order that works. */
final class LiveObjects {
    private static final Map<Kind, String> NAMES = new EnumMap<>(Map.of(
            Kind.FUNCTION,
            "select routine_name from information_schema.routines where routine_schema = %s"
                    + " and routine_type = 'FUNCTION' order by routine_name",
            Kind.PROCEDURE,
            "select routine_name from information_schema.routines where routine_schema = %s"
                    + " and routine_type = 'PROCEDURE' order by routine_name",
            Kind.VIEW,
            "select table_name from information_schema.views where table_schema = %s order by table_name",
            // Of one moment in the order in which they fire, which is the order of their creation.
            Kind.TRIGGER,
            "select trigger_name from information_schema.triggers where trigger_schema = %s"
                    + " order by event_object_table, action_timing, event_manipulation, action_order",
            Kind.EVENT,
            "select event_name from information_schema.events where event_schema = %s order by event_name"));

    private LiveObjects() {}

    /** Afterwards the schema is the one in use: only there does the server leave its name out of views. */
    static List<StoredObject> read(Statement statement, String schema) throws SQLException {
        List<StoredObject> objects = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            objects.addAll(read(statement, schema, kind));
        }
        return objects;
    }

    static List<StoredObject> read(Statement statement, String schema, Kind kind) throws SQLException {
        Sql.use(statement, schema);
        List<StoredObject> objects = new ArrayList<>();
        for (String name :
                Sql.strings(statement, Objects.requireNonNull(NAMES.get(kind)).formatted(Sql.text(schema)))) {
            objects.add(read(statement, kind, name));
        }
        return objects;
    }

    private static StoredObject read(Statement statement, Kind kind, String name) throws SQLException {
        try (ResultSet row = statement.executeQuery("show create %s %s".formatted(kind, Sql.quoted(name)))) {
            row.next();
            String sql = column(row, kind == Kind.TRIGGER ? "SQL Original Statement" : "Create " + kind);
            if (sql.isEmpty()) {
                throw new ToolException(
                        "the administrator may not read %s '%s', so it could not be brought back; nothing was changed"
                                .formatted(kind.name().toLowerCase(Locale.ROOT), name),
                        "grant the administrator SELECT on mysql.* (MariaDB: mysql.proc; MySQL 8: SHOW_ROUTINE).");
            }
            return new StoredObject(
                    kind,
                    name,
                    sql,
                    column(row, "sql_mode"),
                    column(row, "collation_connection"),
                    column(row, "time_zone"));
        }
    }

    /** Empty where this kind of object has no such column, or it is hidden. */
    private static String column(ResultSet row, String label) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            if (columns.getColumnLabel(i).equalsIgnoreCase(label)) {
                String value = row.getString(i);
                return value == null ? "" : value;
            }
        }
        return "";
    }
}
