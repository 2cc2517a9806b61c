package io.backout.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Everything that a Backout left behind which has ended: its files, and each value of its own and the engine's tables. */
record Traces(Path directory, Canaries canaries) {
    /** What holds secrets because a person put them there. */
    private static final Set<String> CONFIGURATION = Set.of("dba-password", "backout.yml");

    Set<String> inFiles() {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !CONFIGURATION.contains(file.getFileName().toString()))
                    .forEach(file -> canaries.in(read(file))
                            .forEach(canary -> found.add(canary + " in " + directory.relativize(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    Set<String> inTables() throws SQLException {
        Set<String> found = new TreeSet<>();
        String url = "jdbc:h2:file:%s;ACCESS_MODE_DATA=r".formatted(directory.resolve("data/backout"));
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet rows = statement.executeQuery("select * from \"%s\"".formatted(table))) {
                    look(table, rows, found);
                }
            }
        }
        return found;
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "select table_name from information_schema.tables where table_schema = 'PUBLIC'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private void look(String table, ResultSet rows, Set<String> found) throws SQLException {
        while (rows.next()) {
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                // Stack traces and long texts of the engine are bytes.
                boolean bytes =
                        rows.getObject(column) instanceof java.sql.Blob || rows.getObject(column) instanceof byte[];
                String text = bytes
                        ? new String(rows.getBytes(column), StandardCharsets.UTF_8)
                        : String.valueOf(rows.getString(column));
                String where = table + "." + rows.getMetaData().getColumnName(column);
                canaries.in(text).forEach(canary -> found.add(canary + " in " + where));
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
