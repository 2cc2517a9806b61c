package io.backout.backup;

import io.backout.command.CommandScope;
import io.backout.record.Sha256;
import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleServer;
import io.backout.target.Target;
import io.backout.target.TestTarget;
import io.backout.tool.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A real database, the repository of an application beside it, and a backup directory. */
public final class BackupBench implements AutoCloseable {
    static final String FIRST = "20260101000000_init";
    static final String MIGRATION = "CREATE TABLE `orders` (`id` INT PRIMARY KEY);";

    private final Path directory;
    private final SampleDatabase database;

    private BackupBench(Path directory, SampleDatabase database) {
        this.directory = directory;
        this.database = database;
    }

    /** With one migration, one release v1, and everything that can be in a database. */
    public static BackupBench start(Path directory) throws IOException {
        return start(directory, SampleServer.MARIADB);
    }

    static BackupBench start(Path directory, SampleServer server) throws IOException {
        SampleDatabase database = SampleDatabase.start(directory.resolve("database"), server);
        BackupBench bench = new BackupBench(directory, database);
        Files.createDirectories(bench.backups());
        Files.createDirectories(bench.application().resolve("prisma/migrations").resolve(FIRST));
        Files.writeString(bench.migration(FIRST), MIGRATION);
        Files.writeString(bench.application().resolve("prisma/schema.prisma"), "model Order {}\n");
        Files.writeString(bench.application().resolve(".env"), "DATABASE_URL=\"%s\"\n".formatted(database.url()));
        Files.writeString(bench.application().resolve(".gitignore"), ".env\n");
        Files.writeString(directory.resolve("dba"), database.dbaPassword());
        bench.git("init", "--quiet");
        bench.commit("v1");
        bench.fill();
        return bench;
    }

    private void fill() {
        run(
                "CREATE TABLE _prisma_migrations (id VARCHAR(36) PRIMARY KEY, checksum VARCHAR(64) NOT NULL, finished_at DATETIME(3),"
                        + " migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at DATETIME(3),"
                        + " started_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), applied_steps_count INT UNSIGNED NOT NULL DEFAULT 0)");
        run("INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name) VALUES ('a', '%s', NOW(), '%s')"
                .formatted(Sha256.of(MIGRATION), FIRST));
        run(MIGRATION);
        run("INSERT INTO orders VALUES (1), (2), (3)");
        run(
                "CREATE TABLE `all ``kinds` (id INT AUTO_INCREMENT PRIMARY KEY, note TEXT, photo LONGBLOB, flags BIT(9), doc JSON, n INT,"
                        + " twice INT AS (n * 2) STORED, virt INT AS (n * 3) VIRTUAL, bin BINARY(4), at DATETIME(3), d DECIMAL(30,10),"
                        + " e ENUM('a','é'), g POINT, r DOUBLE, l VARCHAR(9) CHARACTER SET latin1)"
                        + " COMMENT='it''s; a `table` -- x'");
        run(
                "INSERT INTO `all ``kinds` (note, photo, flags, doc, n, bin, at, d, e, g, r, l) VALUES"
                        + " ('it''s \\\\ \"q\"\\r\\nand; -- ),( 数据 🧾\\0', 0x00FF275C0A2928, b'101', '{\"a\": \"\\\\n\"}', 7, 'ab',"
                        + " '2026-01-02 03:04:05.678', 1.5, 'é', POINT(1, 2), 0.1, 'é'),"
                        + " (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL), ('', '', 0, '[]', 0, '', NULL, -1, 'a', NULL, -1e300, '')");
        run("CREATE VIEW v AS SELECT id, note FROM `all ``kinds`");
        run(
                "CREATE TRIGGER tr BEFORE INSERT ON orders FOR EACH ROW BEGIN IF NEW.id < 0 THEN SET NEW.id = 0; END IF; END");
        run("CREATE PROCEDURE p() BEGIN SELECT 'a;b'; END");
        run("CREATE FUNCTION f() RETURNS INT DETERMINISTIC RETURN 1");
        run("CREATE EVENT ev ON SCHEDULE EVERY 1 DAY DO DELETE FROM orders WHERE id < 0");
    }

    public SampleDatabase database() {
        return database;
    }

    Tools tools() {
        return Tools.real(target(), CommandScope.READING);
    }

    Target target() {
        return TestTarget.in(application())
                .administrator(database.dbaUser(), directory.resolve("dba"))
                .environment("PATH", path())
                .backups(backups())
                .target();
    }

    /** With the clients that belong to the server. */
    public static String path() {
        return SampleDatabase.programs() + ":" + System.getenv("PATH");
    }

    /** One minute later each time, so that no two sets have the same name. */
    BackupTaking taking(int minute) {
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T11:%02d:00Z".formatted(minute)), ZoneOffset.UTC);
        return new BackupTaking(tools(), data(), clock);
    }

    public Path application() {
        return directory.resolve("easy-erp");
    }

    public Path backups() {
        return directory.resolve("backup");
    }

    public Path data() {
        return directory.resolve("data");
    }

    public Path administratorsPassword() {
        return directory.resolve("dba");
    }

    Path migration(String name) {
        return application().resolve("prisma/migrations").resolve(name).resolve("migration.sql");
    }

    void run(String sql) {
        database.execute(sql);
    }

    String commit(String tag) {
        git("add", "--all");
        git(
                "-c",
                "user.name=Li Lei",
                "-c",
                "user.email=li.lei@example.org",
                "commit",
                "--quiet",
                "--allow-empty",
                "-m",
                tag);
        git("tag", tag);
        return git("rev-parse", "HEAD").strip();
    }

    String git(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("git"));
        argv.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(argv)
                    .directory(application().toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(argv + ": " + output);
            }
            return output;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
