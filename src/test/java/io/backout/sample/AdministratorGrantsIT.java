package io.backout.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.target.TestTarget;
import io.backout.tool.DatabaseUrl;
import io.backout.tool.Migration;
import io.backout.tool.Mysql;
import io.backout.tool.Rehearsal;
import io.backout.tool.Schema;
import io.backout.tool.SchemaStatement;
import io.backout.tool.SchemaStatements;
import io.backout.tool.ScratchSchema;
import io.backout.tool.SqlScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The privileges that the documentation names are enough to compare schemas and to run a way back. */
class AdministratorGrantsIT {
    private static final String MIGRATION = """
            CREATE TABLE orders (id INT PRIMARY KEY, total INT, CONSTRAINT positive CHECK (total >= 0));
            CREATE VIEW open_orders AS SELECT id FROM orders;
            CREATE TRIGGER orders_insert BEFORE INSERT ON orders FOR EACH ROW SET NEW.total = 1;
            CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY DO DELETE FROM orders;""";

    /** Privilege to what cannot be done without it. */
    private static final Map<String, String> WAYS_BACK = new LinkedHashMap<>();

    static {
        WAYS_BACK.put("CREATE", "CREATE TABLE items (id INT PRIMARY KEY, o INT)");
        WAYS_BACK.put("INSERT", "INSERT INTO orders VALUES (1, 1)");
        WAYS_BACK.put("UPDATE", "UPDATE orders SET total = 2");
        WAYS_BACK.put("DELETE", "DELETE FROM orders");
        WAYS_BACK.put("INDEX", "CREATE INDEX o ON items (o)");
        // REFERENCES is asked for by MySQL; MariaDB is content with SELECT.
        WAYS_BACK.put("ALTER", "ALTER TABLE items ADD CONSTRAINT k FOREIGN KEY (o) REFERENCES orders (id)");
        WAYS_BACK.put("CREATE VIEW", "CREATE VIEW all_items AS SELECT id FROM items");
        WAYS_BACK.put("TRIGGER", "CREATE TRIGGER more AFTER INSERT ON orders FOR EACH ROW DELETE FROM items");
        WAYS_BACK.put("EVENT", "CREATE EVENT weekly ON SCHEDULE EVERY 7 DAY DO DELETE FROM orders");
        WAYS_BACK.put("DROP", "DROP VIEW all_items; DROP TABLE items");
    }

    @Test
    void areEnough(@TempDir Path directory, TestInfo test) throws IOException {
        OwnServer server = SampleServer.of(test).in(directory.resolve("server"));
        server.start();
        try {
            SqlClient root = server.root();
            root.execute("CREATE DATABASE easy_erp CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
            root.execute("CREATE USER 'dba'@'%' IDENTIFIED BY 'secret'");
            for (String grant : documented()) {
                root.execute(grant);
            }
            // As documented for a server with a binary log, which MySQL has by default.
            root.execute("SET GLOBAL log_bin_trust_function_creators = 1");
            Mysql mysql = new Mysql(
                    TestTarget.in(directory)
                            .administrator("dba", Files.writeString(directory.resolve("password"), "secret"))
                            .target(),
                    DatabaseUrl.parse("mysql://%s:%s@127.0.0.1:%d/easy_erp"
                            .formatted(root.user(), root.password(), root.port())));
            mysql.asApplication(statement -> statement.execute(MIGRATION));

            Schema built = new ScratchSchema(mysql).build(List.of(new Migration("1_first", MIGRATION)));

            assertThat(built.objects())
                    .containsKeys(
                            "view open_orders", "trigger orders_insert", "event nightly", "check orders.positive");
            assertThat(mysql.wholeSchema().differencesFrom(built)).isEmpty();

            WAYS_BACK.forEach((privilege, script) -> {
                List<SchemaStatement> statements = Rehearsal.of(
                        mysql, rehearsal -> rehearsal.run("1_first", new SqlScript(script), mysql.database()));
                root.execute("REVOKE %s ON `easy_erp`.* FROM 'dba'@'%%'".formatted(privilege));
                assertThatThrownBy(() -> new SchemaStatements(mysql, statements).run(), privilege)
                        .hasMessageContaining("denied");
                root.execute("GRANT %s ON `easy_erp`.* TO 'dba'@'%%'".formatted(privilege));
                assertThat(new SchemaStatements(mysql, statements).run()).isPositive();
            });
        } finally {
            server.kill();
        }
    }

    private static List<String> documented() throws IOException {
        return Pattern.compile("(?m)^GRANT .*(?=;$)")
                .matcher(Files.readString(Path.of("docs/configuration.md")))
                .results()
                .map(grant -> grant.group())
                .toList();
    }
}
