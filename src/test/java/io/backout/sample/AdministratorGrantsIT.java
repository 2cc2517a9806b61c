package io.backout.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.target.TestTarget;
import io.backout.tool.DatabaseUrl;
import io.backout.tool.Migration;
import io.backout.tool.Mysql;
import io.backout.tool.Schema;
import io.backout.tool.ScratchSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The privileges that the documentation names are enough to compare a release's schema with the live one. */
class AdministratorGrantsIT {
    private static final String MIGRATION = """
            CREATE TABLE orders (id INT PRIMARY KEY, total INT, CONSTRAINT positive CHECK (total >= 0));
            CREATE VIEW open_orders AS SELECT id FROM orders;
            CREATE TRIGGER orders_insert BEFORE INSERT ON orders FOR EACH ROW SET NEW.total = 1;
            CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY DO DELETE FROM orders;""";

    @Test
    void areEnough(@TempDir Path directory) throws IOException {
        MariaDbServer server = new MariaDbServer(directory.resolve("server"));
        server.start();
        try {
            SqlClient root = server.root();
            root.execute("CREATE DATABASE easy_erp CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
            root.execute("CREATE USER 'dba'@'%' IDENTIFIED BY 'secret'");
            for (String grant : documented()) {
                root.execute(grant);
            }
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
