package io.backout.backup;

import io.backout.command.CommandScope;
import io.backout.command.ProcessRunner;
import io.backout.command.Redactor;
import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleServer;
import io.backout.target.Target;
import io.backout.target.TestTarget;
import io.backout.tool.DatabaseUrl;
import io.backout.tool.Mysql;
import io.backout.tool.MysqlClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A real database that real clients dump, and that Backout restores beside itself. */
record AsideBench(SampleDatabase database, Mysql mysql, MysqlClient client, Path directory) implements AutoCloseable {
    static final String RUN = "RB-20261123-001";
    static final SwapNames NAMES = SwapNames.of("easy_erp", RUN);
    static final String SHADOW = NAMES.shadow();

    static AsideBench start(Path directory) {
        return start(directory, SampleServer.MARIADB);
    }

    static AsideBench start(Path directory, SampleServer server) {
        return of(
                SampleServer.forMariaDbsClient(() -> SampleDatabase.start(directory.resolve("database"), server)),
                directory);
    }

    static AsideBench of(SampleDatabase database, Path directory) {
        Target target = target(directory, database);
        DatabaseUrl url = DatabaseUrl.parse(database.url());
        ProcessRunner runner = new ProcessRunner(CommandScope.READING, new Redactor(List.of()));
        return new AsideBench(database, new Mysql(target, url), new MysqlClient(target, url, runner), directory);
    }

    private static Target target(Path directory, SampleDatabase database) {
        try {
            return TestTarget.in(directory)
                    .administrator(
                            database.dbaUser(), Files.writeString(directory.resolve("dba"), database.dbaPassword()))
                    .environment("PATH", SampleDatabase.programs() + ":" + System.getenv("PATH"))
                    .migrationLimit(Duration.ofMinutes(5))
                    .target();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a client needs to log in. Not encrypted, which would be a tenth of the server's work. */
    Path login() throws IOException {
        return Files.writeString(
                directory.resolve("client.cnf"),
                "[client]\nskip-ssl\nhost=%s\nport=%d\nuser=%s\npassword=\"%s\"\n"
                        .formatted(database.host(), database.port(), database.dbaUser(), database.dbaPassword()));
    }

    /** As the plan dumps it, with more options. */
    Path dump(String... options) throws IOException {
        return dump(directory.resolve("full_backup.sql"), options);
    }

    Path dump(Path file, String... options) throws IOException {
        if (database.server() == SampleServer.MYSQL) {
            new MySqlDumpFile(database, List.of(options)).write(file);
            return file;
        }
        List<String> argv = new ArrayList<>(List.of(
                SampleDatabase.programs().resolve("mariadb-dump").toString(),
                "--defaults-file=" + login(),
                "--result-file=" + file,
                database.name()));
        argv.addAll(List.of(options));
        Process client = new ProcessBuilder(argv).inheritIO().start();
        if (client.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("the dump failed");
        }
        return file;
    }

    RestoreAside aside(Path file) throws IOException {
        return aside(file, DumpReader.read(file).dump());
    }

    RestoreAside aside(Path file, Dump dump) {
        return aside(file, dump, NAMES);
    }

    RestoreAside aside(Path file, Dump dump, SwapNames names) {
        return new RestoreAside(mysql, client, file, dump, names);
    }

    RestoreSettings settings() {
        return RestoreSettings.usual(directory);
    }

    /** Every table of a schema: its checksum, and what would create it. */
    Map<String, String> tables(String schema) {
        Map<String, String> tables = new TreeMap<>();
        for (String name : names(schema)) {
            String table = "`%s`.`%s`".formatted(schema, name.replace("`", "``"));
            String create = inOneWay(one("SHOW CREATE TABLE " + table, "Create Table"));
            tables.put(name, checksum(schema, name, table) + " " + create);
        }
        return tables;
    }

    /** MySQL 8 says the character set as well once a dump has said the collation. */
    static String inOneWay(String create) {
        return create.replaceAll(" CHARACTER SET (\\w+) (COLLATE \\1_)", " $2");
    }

    /** CHECKSUM TABLE of MariaDB changes with virtual columns that have no index, although the values are the same. */
    private String checksum(String schema, String name, String table) {
        List<String> columns = database
                .query(
                        "SELECT column_name AS name, extra AS extra FROM information_schema.columns WHERE table_schema = '%s' AND table_name = '%s'"
                                .formatted(schema, name.replace("'", "''")))
                .stream()
                .map(row -> row.get("extra") + " IFNULL(HEX(`"
                        + String.valueOf(row.get("name")).replace("`", "``") + "`), '-')")
                .toList();
        if (columns.stream().noneMatch(column -> column.startsWith("VIRTUAL"))) {
            return one("CHECKSUM TABLE %s EXTENDED".formatted(table), "Checksum");
        }
        String values = columns.stream()
                .map(column -> column.substring(column.indexOf("IFNULL")))
                .collect(java.util.stream.Collectors.joining(", "));
        return one(
                "SELECT SUM(CAST(CONV(LEFT(MD5(CONCAT_WS(',', %s)), 15), 16, 10) AS DECIMAL(30))) AS sum FROM %s"
                        .formatted(values, table),
                "sum");
    }

    List<String> names(String schema) {
        return database
                .query("SELECT table_name AS name FROM information_schema.tables WHERE table_schema = '%s'"
                                .formatted(schema)
                        + " AND table_type = 'BASE TABLE' AND table_name <> '__rb_marker' ORDER BY 1")
                .stream()
                .map(row -> String.valueOf(row.get("name")))
                .toList();
    }

    String one(String query, String column) {
        return String.valueOf(database.query(query).get(0).get(column));
    }

    @Override
    public void close() {
        database.close();
    }
}
