package io.backout.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Rows for the sample, and backup sets of them as the plan says: taken by a person with the client and a shell. */
public final class SampleBackups {
    private static final String FILL = """
            INSERT INTO customers (id, name) SELECT seq, CONCAT('customer ', seq) FROM seq_1_to_%1$d;
            INSERT INTO products (id, sku, unit_price) SELECT seq, CONCAT('P-', seq), seq / 7 FROM seq_1_to_100;
            INSERT INTO orders (id, customer_id, status, total) SELECT seq, seq, 'INVOICED', seq / 3 FROM seq_1_to_%1$d;
            INSERT INTO order_lines (order_id, product_id, quantity, unit_price)
              SELECT o.seq, p.seq, 1 + o.seq %% 5, p.seq / 7 FROM seq_1_to_%1$d o JOIN seq_1_to_5 p;
            INSERT INTO invoices (id, order_id, amount, due_at) SELECT seq, seq, seq / 3, NOW(3) FROM seq_1_to_%1$d;
            INSERT INTO stock_movements (product_id, order_id, quantity) SELECT 1 + seq %% 100, seq, -1 FROM seq_1_to_%1$d;
            INSERT INTO shipments (order_id, carrier) SELECT seq, 'SF' FROM seq_1_to_%1$d;
            """;
    private static final String PAYMENTS =
            "INSERT INTO payments (invoice_id, amount) SELECT seq, seq / 3 FROM seq_1_to_%1$d";

    private final SampleTarget sample;
    private final Path directory;

    /** @param directory the target's backup directory */
    public SampleBackups(SampleTarget sample, Path directory) {
        this.sample = sample;
        this.directory = directory;
    }

    /** @param orders the eleventh part of the number of rows; all invoiced, so that the worker leaves them alone */
    public void fill(int orders) {
        sample.database().execute(FILL.formatted(orders) + PAYMENTS.formatted(orders));
    }

    /** As far as v1.2.0 has tables. */
    public void fillWithoutPayments(int orders) {
        sample.database().execute(FILL.formatted(orders));
    }

    /** Of the database as it is. */
    public Path take(String name) {
        Path set = directory.resolve(name);
        SampleDatabase database = sample.database();
        try {
            Files.createDirectories(set);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> dump = List.of(
                "sh",
                "-c",
                "file=$1; shift; exec \"$@\" > \"$file\"",
                "sh",
                set.resolve("full_backup.sql").toString(),
                SampleDatabase.programs().resolve("mariadb-dump").toString(),
                "--no-defaults",
                "--host=" + database.host(),
                "--port=" + database.port(),
                "--user=" + database.dbaUser(),
                "--password=" + database.dbaPassword(),
                database.name());
        sample.run(dump.toArray(String[]::new));
        sample.run(
                "cp",
                "-r",
                "prisma/migrations",
                set.resolve("migrations_backup").toString());
        sample.run(
                "cp",
                "prisma/schema.prisma",
                set.resolve("schema_backup.prisma").toString());
        return set;
    }

    /** Every row of the live database, told by number and checksum of each table. */
    public static Map<String, String> rows(SampleDatabase database) {
        String names = "SELECT table_name AS name FROM information_schema.tables"
                + " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'";
        return database.query(names).stream()
                .map(row -> String.valueOf(row.get("name")))
                .collect(Collectors.toMap(
                        name -> name,
                        name -> "%s rows, %s"
                                .formatted(
                                        only(database, "SELECT COUNT(*) FROM `%s`".formatted(name)),
                                        database.query("CHECKSUM TABLE `%s`".formatted(name))
                                                .get(0)
                                                .get("Checksum")),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static Object only(SampleDatabase database, String query) {
        return database.query(query).get(0).values().iterator().next();
    }
}
