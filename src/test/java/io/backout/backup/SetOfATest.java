package io.backout.backup;

import io.backout.backup.BackupManifest.Origin;
import io.backout.record.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A small backup set in a directory, as the plan's own commands make it. */
final class SetOfATest {
    static final String MIGRATION = "CREATE TABLE `orders` (`id` int);";
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final BackupSet set;
    private final Path data;
    private int verified;

    private SetOfATest(Path directory) throws IOException {
        this.set = new BackupSet(Files.createDirectories(directory.resolve("20261124_110000")));
        this.data = directory.resolve("data");
        migration("20260101000000_init", MIGRATION);
        Files.writeString(set.schema(), "model Order {}");
    }

    static SetOfATest in(Path directory) throws IOException {
        return new SetOfATest(directory).dump(sound());
    }

    /** One table, one migration; what a client writes. */
    static String sound() {
        return """
                -- MariaDB dump 10.19-11.4.5-MariaDB, for linux-systemd (x86_64)
                --
                -- Host: 127.0.0.1    Database: easy_erp
                -- ------------------------------------------------------
                -- Server version\t11.4.5-MariaDB

                /*!40101 SET NAMES utf8mb4 */;
                DROP TABLE IF EXISTS `_prisma_migrations`;
                CREATE TABLE `_prisma_migrations` (
                  `id` varchar(36) NOT NULL,
                  `checksum` varchar(64) NOT NULL,
                  `finished_at` datetime(3) DEFAULT NULL,
                  `migration_name` varchar(255) NOT NULL,
                  `rolled_back_at` datetime(3) DEFAULT NULL
                ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
                INSERT INTO `_prisma_migrations` VALUES
                ('a','%s','2026-01-01 00:00:00.000','20260101000000_init',NULL);
                DROP TABLE IF EXISTS `orders`;
                CREATE TABLE `orders` (
                  `id` int(11) NOT NULL
                ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
                INSERT INTO `orders` VALUES
                (1),
                (2);

                -- Dump completed on 2026-11-24 11:00:00
                """.formatted(Sha256.of(MIGRATION));
    }

    SetOfATest dump(String text) throws IOException {
        return dump("", text.getBytes(StandardCharsets.UTF_8));
    }

    SetOfATest dump(String ending, byte[] bytes) throws IOException {
        if (set.dump().isPresent()) {
            Files.delete(set.dump().get());
        }
        Path file = set.directory().resolve(BackupSet.DUMP + ending);
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(NOW.minusSeconds(3600)));
        return this;
    }

    SetOfATest migration(String name, String sql) throws IOException {
        Files.writeString(
                Files.createDirectories(set.migrations().resolve(name)).resolve("migration.sql"), sql);
        return this;
    }

    SetOfATest manifest() throws IOException {
        DumpReader.Read read = DumpReader.read(set.dump().orElseThrow());
        BackupManifest manifest = BackupManifest.of(
                new Origin("c0ffee", List.of("v1")),
                FileFacts.of(set.dump().orElseThrow(), read.sha256()),
                SetFiles.of(set),
                read.dump(),
                Map.of());
        Files.writeString(set.directory().resolve(BackupManifest.NAME), io.backout.record.Json.write(manifest));
        return this;
    }

    BackupSet set() {
        return set;
    }

    BackupVerdict verify() {
        return verify("11.4.5-MariaDB-log", "_prisma_migrations", "orders");
    }

    BackupVerdict verify(String server, String... tables) {
        // Nothing is known from before: a test that rewrites the file must not be helped by that.
        return new BackupVerification(new Inspections(data.resolve(String.valueOf(verified++))))
                .verify(set, new Expectation("easy_erp", server, List.of(tables), set.migrations(), NOW));
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
