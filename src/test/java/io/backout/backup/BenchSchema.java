package io.backout.backup;

import io.backout.sample.SampleDatabase;

/** Tables of every kind that has made trouble, and what stands beside them. */
final class BenchSchema {
    private static final String TABLES = """
            USE `%s`;
            CREATE TABLE customers (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(50) NOT NULL);
            CREATE TABLE orders (id INT AUTO_INCREMENT PRIMARY KEY, customer_id INT NOT NULL, parent_id INT,
              total DECIMAL(10, 2) NOT NULL, twice DECIMAL(12, 2) AS (total * 2) STORED, photo LONGBLOB,
              CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE,
              CONSTRAINT orders_parent FOREIGN KEY (parent_id) REFERENCES orders (id));
            CREATE TABLE `Ship``ments` (id INT PRIMARY KEY, order_id INT,
              CONSTRAINT shipped FOREIGN KEY (order_id) REFERENCES orders (id));
            CREATE TABLE shipment_events (id INT PRIMARY KEY, shipment_id INT NOT NULL,
              CONSTRAINT of_shipment FOREIGN KEY (shipment_id) REFERENCES `Ship``ments` (id));
            CREATE TABLE log (id INT AUTO_INCREMENT PRIMARY KEY, line VARCHAR(200));
            INSERT INTO customers VALUES (1, 'A'), (2, '数据 🧾');
            INSERT INTO orders (id, customer_id, parent_id, total, photo) VALUES (1, 1, NULL, 5, 0x00FF27), (2, 2, 1, 7, NULL), (3, 2, 2, 9, '');
            INSERT INTO `Ship``ments` VALUES (1, 1), (2, 3);
            INSERT INTO shipment_events VALUES (1, 1), (2, 2);
            INSERT INTO log (line) VALUES ('one'), ('two');
            """;

    private BenchSchema() {}

    static void tables(SampleDatabase database, String schema) {
        database.execute(TABLES.formatted(schema));
    }

    static void objects(SampleDatabase database) {
        database.execute("CREATE FUNCTION tax(x DECIMAL(10, 2)) RETURNS DECIMAL(10, 2) DETERMINISTIC RETURN x * 0.2");
        database.execute("CREATE PROCEDURE note(t VARCHAR(200)) INSERT INTO log (line) VALUES (t)");
        database.execute("CREATE VIEW base_view AS SELECT id, total, tax(total) AS tax FROM orders");
        database.execute("CREATE VIEW a_nested_view AS SELECT id, tax FROM base_view WHERE tax > 1");
        database.execute("CREATE TRIGGER z_first BEFORE INSERT ON orders FOR EACH ROW SET NEW.total = NEW.total + 1");
        database.execute(
                "SET sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT';"
                        + " CREATE TRIGGER a_second BEFORE INSERT ON orders FOR EACH ROW FOLLOWS z_first BEGIN SET NEW.\"total\" = NEW.total * 2; CALL note('it''s' || ' -- new'); END");
        database.execute("CREATE TRIGGER `in between` BEFORE INSERT ON orders FOR EACH ROW PRECEDES a_second"
                + " SET NEW.total = NEW.total - 3");
        database.execute("CREATE TRIGGER `%1$s`.named AFTER DELETE ON `%1$s`.orders FOR EACH ROW CALL note('gone')"
                .formatted(database.name()));
        database.execute("SET time_zone = '+03:00'; CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY"
                + " STARTS '2026-01-02 03:04:05' ENABLE COMMENT 'it''s' DO DELETE FROM log WHERE id < 0");
        database.execute("CREATE EVENT asleep ON SCHEDULE EVERY 1 DAY DISABLE DO DELETE FROM log WHERE id < 0");
    }

    /** A bad release: rows deleted and changed, a table lost, one emptied, one new, and other objects beside them. */
    static void damage(SampleDatabase database) {
        database.execute("""
                SET foreign_key_checks = 0;
                DROP TRIGGER named;
                DELETE FROM orders WHERE id = 3;
                UPDATE orders SET total = 0;
                DROP TABLE `Ship``ments`;
                TRUNCATE TABLE log;
                CREATE TABLE new_feature (id INT AUTO_INCREMENT PRIMARY KEY, order_id INT,
                  CONSTRAINT newer FOREIGN KEY (order_id) REFERENCES orders (id));
                INSERT INTO new_feature (order_id) VALUES (1), (2);
                ALTER TABLE customers ADD COLUMN age INT;
                CREATE OR REPLACE VIEW base_view AS SELECT id, 1 AS total, 5 AS tax FROM orders;
                CREATE VIEW `Ship``ments` AS SELECT 1 AS id;
                DROP EVENT nightly;
                DROP PROCEDURE note;
                CREATE PROCEDURE newer() SELECT 1;
                """);
        database.execute("CREATE TRIGGER newer BEFORE UPDATE ON new_feature FOR EACH ROW SET NEW.id = OLD.id");
        database.execute(
                "CREATE TRIGGER third BEFORE INSERT ON orders FOR EACH ROW PRECEDES z_first SET NEW.total = 1");
        database.execute("CREATE EVENT newer ON SCHEDULE EVERY 1 HOUR ENABLE DO SELECT 1");
    }
}
