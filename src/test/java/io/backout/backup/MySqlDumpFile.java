package io.backout.backup;

import io.backout.backup.StoredObject.Kind;
import io.backout.sample.SampleDatabase;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a database as mysqldump 8.0 does, in the same order and words. No package registry has
 * MySQL's own client, and MariaDB's writes values of generated columns, which MySQL refuses.
 */
final class MySqlDumpFile {
    /** Where the client begins another statement, in characters. */
    private static final int STATEMENT = 1 << 20;

    private final SampleDatabase database;
    private final List<String> options;

    MySqlDumpFile(SampleDatabase database, List<String> options) {
        this.database = database;
        this.options = options;
    }

    void write(Path file) throws IOException {
        String url = "jdbc:mysql://%s:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true&characterSetResults=UTF-8"
                .formatted(database.host(), database.port(), database.name());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                Connection connection = DriverManager.getConnection(url, database.dbaUser(), database.dbaPassword());
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION time_zone = '+00:00', sql_mode = ''");
            List<String> frame = List.of(MySqlDumpText.frame()
                    .formatted(database.host(), database.name())
                    .split("(?<=\n)TABLES\n"));
            print(out, frame.get(0));
            for (String table : Tables.of(statement, database.name())) {
                table(out, statement, table);
            }
            views(out, statement);
            print(out, frame.get(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void views(OutputStream out, Statement statement) throws SQLException, IOException {
        List<StoredObject> views = LiveObjects.read(statement, database.name(), Kind.VIEW);
        for (StoredObject view : views) {
            List<String> columns = Sql.strings(statement, "SHOW COLUMNS FROM " + Sql.quoted(view.name()));
            print(out, MySqlDumpText.placeholder(view.name(), columns));
        }
        if (options.contains("--events")) {
            print(out, MySqlDumpText.events(database.name(), LiveObjects.read(statement, database.name(), Kind.EVENT)));
        }
        if (options.contains("--routines")) {
            print(out, "\n--\n-- Dumping routines for database '%s'\n--\n".formatted(database.name()));
            for (Kind kind : List.of(Kind.FUNCTION, Kind.PROCEDURE)) {
                for (StoredObject routine : LiveObjects.read(statement, database.name(), kind)) {
                    print(out, MySqlDumpText.routine(routine));
                }
            }
        }
        for (StoredObject view : views) {
            print(out, MySqlDumpText.view(view));
        }
    }

    private void table(OutputStream out, Statement statement, String name) throws SQLException, IOException {
        String create;
        try (ResultSet row = statement.executeQuery("SHOW CREATE TABLE " + Sql.quoted(name))) {
            row.next();
            create = row.getString(2);
        }
        print(out, MySqlDumpText.structure(name, create));
        rows(out, statement, name, columns(statement, name));
        for (StoredObject trigger : LiveObjects.read(statement, database.name(), Kind.TRIGGER)) {
            if (trigger.sql().contains(" ON " + Sql.quoted(name) + " ")) {
                print(out, MySqlDumpText.trigger(trigger));
            }
        }
    }

    private record Column(String name, String type, boolean generated) {}

    private static List<Column> columns(Statement statement, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "SELECT column_name, data_type, extra REGEXP '(VIRTUAL|STORED) GENERATED' FROM information_schema.columns"
                        + " WHERE table_schema = database() AND table_name = %s ORDER BY ordinal_position"
                                .formatted(Sql.text(table)))) {
            while (rows.next()) {
                columns.add(new Column(rows.getString(1), rows.getString(2), rows.getBoolean(3)));
            }
        }
        return columns;
    }

    private void rows(OutputStream out, Statement statement, String table, List<Column> all)
            throws SQLException, IOException {
        List<Column> columns =
                all.stream().filter(column -> !column.generated()).toList();
        String names = String.join(
                ", ", columns.stream().map(column -> Sql.quoted(column.name())).toList());
        boolean named = columns.size() < all.size() || options.contains("--complete-insert");
        String insert = "INSERT INTO %s %sVALUES ".formatted(Sql.quoted(table), named ? "(" + names + ") " : "");
        print(out, MySqlDumpText.before(table));
        boolean one = options.contains("--skip-extended-insert");
        long length = 0;
        try (ResultSet rows = statement.executeQuery("SELECT %s FROM %s".formatted(names, Sql.quoted(table)))) {
            while (rows.next()) {
                byte[] row = row(rows, columns);
                boolean begins = length == 0 || one || length + row.length + 2 >= STATEMENT;
                print(out, !begins ? "," : length == 0 ? insert : ";\n" + insert);
                out.write(row);
                length = begins ? row.length + insert.length() + 4 : length + row.length + 2;
            }
        }
        print(out, (length == 0 ? "" : ";\n") + MySqlDumpText.after(table));
    }

    private byte[] row(ResultSet rows, List<Column> columns) throws SQLException, IOException {
        var row = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < columns.size(); i++) {
            row.write(i == 0 ? '(' : ',');
            MySqlDumpValue.write(row, rows.getBytes(i + 1), columns.get(i).type(), options.contains("--hex-blob"));
        }
        row.write(')');
        return row.toByteArray();
    }

    private static void print(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
