package io.backout.benchmark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Writes a dump as MariaDB's client does, of a chosen size and always with the same rows: an ERP's tables. */
public final class DumpGenerator {
    private static final int STATEMENT = 1_000_000;
    private static final String HEAD = """
            -- MariaDB dump 10.19-11.4.5-MariaDB, for linux-systemd (x86_64)
            --
            -- Host: 127.0.0.1    Database: easy_erp
            -- ------------------------------------------------------
            -- Server version\t11.4.5-MariaDB

            /*!40101 SET NAMES utf8mb4 */;
            /*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
            /*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

            """;
    private static final String TABLE = """
            DROP TABLE IF EXISTS `%1$s`;
            CREATE TABLE `%1$s` (
              `id` int(11) NOT NULL AUTO_INCREMENT,
              `customerId` int(11) NOT NULL,
              `number` varchar(40) NOT NULL,
              `total` decimal(12,2) NOT NULL,
              `note` text DEFAULT NULL,
              `createdAt` datetime(3) NOT NULL,
              PRIMARY KEY (`id`),
              KEY `%1$s_customerId_idx` (`customerId`)
            ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

            """;
    private static final String[] NOTES = {
        "NULL", "''", "'paid'", "'it\\'s \\\"urgent\\\"; call before 9'", "'第二批货物，请小心轻放 🧾'", "'line one\\nline two (of 2), end'"
    };

    private DumpGenerator() {}

    /** @param bytes roughly; @return rows written */
    public static long write(Path file, long bytes) throws IOException {
        Random random = new Random(1);
        long rows = 0;
        long written = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write(HEAD.getBytes(StandardCharsets.UTF_8));
            for (String table : new String[] {"Order", "OrderItem", "Shipment", "Invoice"}) {
                out.write(TABLE.formatted(table).getBytes(StandardCharsets.UTF_8));
                long end = written + bytes / 4;
                for (int id = 1; written < end; ) {
                    StringBuilder insert = new StringBuilder("INSERT INTO `%s` VALUES\n".formatted(table));
                    while (insert.length() < STATEMENT && written + insert.length() < end) {
                        insert.append(insert.charAt(insert.length() - 1) == ')' ? ",\n" : "")
                                .append("(%d,%d,'SO-2026-%07d',%d.%02d,%s,'2026-01-%02d 09:%02d:%02d.%03d')"
                                        .formatted(
                                                id++,
                                                random.nextInt(50_000),
                                                id,
                                                random.nextInt(100_000),
                                                id % 100,
                                                NOTES[random.nextInt(NOTES.length)],
                                                1 + id % 28,
                                                id % 60,
                                                id % 59,
                                                id % 1000));
                        rows++;
                    }
                    byte[] statement = insert.append(";\n").toString().getBytes(StandardCharsets.UTF_8);
                    out.write(statement);
                    written += statement.length;
                }
            }
            out.write("\n-- Dump completed on 2026-01-02  3:04:05\n".getBytes(StandardCharsets.UTF_8));
        }
        return rows;
    }
}
