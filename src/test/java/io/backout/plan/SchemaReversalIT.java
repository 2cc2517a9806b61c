package io.backout.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleServer;
import io.backout.tool.Mysql;
import io.backout.tool.Rehearsal;
import io.backout.tool.Schema;
import io.backout.tool.SchemaStatement;
import io.backout.tool.SchemaStatements;
import io.backout.tool.ToolException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a migration did to a real schema is taken back by derived statements, or named where that is not possible. */
class SchemaReversalIT {
    @TempDir
    static Path directory;

    private static DatabaseBench bench;
    private static SampleDatabase database;
    private static Mysql mysql;

    private Schema wanted;

    @BeforeAll
    static void start(TestInfo test) {
        bench = DatabaseBench.start(directory, SampleServer.of(test));
        database = bench.database();
        mysql = bench.mysql();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void isAtTheRelease() {
        database.createEmpty();
        run("""
                CREATE TABLE customers (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20) NOT NULL,
                  note VARCHAR(40), UNIQUE KEY customers_name_key (name))""");
        run("""
                CREATE TABLE orders (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, customer_id INT NOT NULL,
                  status ENUM('OPEN', 'CANCELLED') NOT NULL DEFAULT 'OPEN', total DECIMAL(10, 2) NOT NULL,
                  INDEX orders_status_idx (status), CONSTRAINT orders_total CHECK (total >= 0),
                  CONSTRAINT orders_customer_fkey FOREIGN KEY (customer_id) REFERENCES customers (id))""");
        run("CREATE VIEW open_orders AS SELECT id FROM orders WHERE status = 'OPEN'");
        run("INSERT INTO customers (name, note) VALUES ('Han Mei', 'pays'), ('Li Lei', NULL)");
        run("INSERT INTO orders (customer_id, total) VALUES (1, 10), (1, 20), (2, 30)");
        wanted = mysql.schema();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE orders ADD COLUMN file_name VARCHAR(191) NOT NULL DEFAULT '', ADD INDEX (file_name)",
                "ALTER TABLE orders MODIFY COLUMN status ENUM('OPEN', 'CANCELLED', 'LOST') NOT NULL DEFAULT 'OPEN'",
                "ALTER TABLE orders ALTER COLUMN status SET DEFAULT 'CANCELLED'",
                "ALTER TABLE customers MODIFY COLUMN name VARCHAR(200) NOT NULL COMMENT 'it''s, longer'",
                "ALTER TABLE customers MODIFY COLUMN name VARCHAR(20) NULL",
                "ALTER TABLE customers MODIFY COLUMN note VARCHAR(40) NULL DEFAULT 'none'",
                "ALTER TABLE customers DROP INDEX customers_name_key, ADD UNIQUE INDEX customers_name_key (name, note)",
                "ALTER TABLE customers DROP INDEX customers_name_key",
                "ALTER TABLE orders DROP CONSTRAINT orders_total, ADD CONSTRAINT orders_total_2 CHECK (total > 1)",
                "ALTER TABLE orders DROP FOREIGN KEY orders_customer_fkey",
                "ALTER TABLE orders DROP FOREIGN KEY orders_customer_fkey, DROP INDEX orders_customer_fkey",
                "ALTER TABLE orders DROP FOREIGN KEY orders_customer_fkey, ADD CONSTRAINT other_fkey FOREIGN KEY"
                        + " (customer_id) REFERENCES customers (id) ON DELETE CASCADE",
                "ALTER TABLE orders ADD INDEX both_idx (customer_id, status), DROP INDEX orders_customer_fkey",
                "CREATE TABLE files (id INT PRIMARY KEY, order_id INT, FOREIGN KEY (order_id) REFERENCES orders (id))",
                "CREATE TABLE `sel``ect me` (`the id.` INT PRIMARY KEY)",
                "CREATE VIEW all_orders AS SELECT * FROM orders",
                "CREATE TRIGGER orders_insert BEFORE INSERT ON orders FOR EACH ROW SET NEW.total = NEW.total + 1",
                "CREATE PROCEDURE nothing() SELECT 1",
            })
    void takesBack(String migration) {
        run(migration);
        assertThat(mysql.schema().differencesFrom(wanted)).isNotEmpty();

        SchemaReversal reversal = back();

        assertThat(reversal.changes()).isNotEmpty();
        assertThat(database.query("SELECT COUNT(*) AS rows_left FROM orders").get(0))
                .containsEntry("rows_left", 3L);
    }

    /** The server drops the index that it made for a foreign key as soon as another one serves it. */
    @Test
    void goesOnWhereAnIndexWentByItself() {
        run("ALTER TABLE orders DROP FOREIGN KEY orders_customer_fkey, ADD CONSTRAINT other_fkey FOREIGN KEY"
                + " (customer_id) REFERENCES customers (id) ON DELETE CASCADE");
        List<SchemaStatement> statements = rehearsed(SchemaReversal.of(mysql.schema(), wanted));

        assertThat(new SchemaStatements(mysql, statements).run()).isEqualTo(statements.size() - 1);
        assertThat(mysql.schema().differencesFrom(wanted)).isEmpty();
    }

    /** MySQL then says its character set, too, which is no difference. */
    @Test
    void findsTheSameWhereATableCameFromADump() {
        String create = String.valueOf(
                database.query("SHOW CREATE TABLE customers").get(0).get("Create Table"));
        run("SET foreign_key_checks = 0; DROP TABLE customers; " + create);

        assertThat(mysql.schema().differencesFrom(wanted)).isEmpty();
    }

    @Test
    void takesBackTablesThatPointToEachOther() {
        run("CREATE TABLE a (id INT PRIMARY KEY, b INT)");
        run("CREATE TABLE b (id INT PRIMARY KEY, a INT, CONSTRAINT b_a FOREIGN KEY (a) REFERENCES a (id))");
        run("ALTER TABLE a ADD CONSTRAINT a_b FOREIGN KEY (b) REFERENCES b (id)");
        run("ALTER TABLE orders ADD COLUMN a INT, ADD CONSTRAINT orders_a FOREIGN KEY (a) REFERENCES a (id)");

        back();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "ALTER TABLE customers DROP COLUMN note | column customers.note was dropped, and its values with it",
                "ALTER TABLE customers RENAME COLUMN note TO remark | column customers.note was dropped, and its values with it",
                "DROP VIEW open_orders | view open_orders was changed or dropped",
                "ALTER TABLE orders MODIFY COLUMN total DECIMAL(12, 4) NOT NULL | column orders.total is '`total` decimal(12,4) NOT NULL' instead of '`total` decimal(10,2) NOT NULL', and not every value may survive the way back",
                "ALTER TABLE orders MODIFY COLUMN customer_id BIGINT NOT NULL, DROP FOREIGN KEY orders_customer_fkey | column orders.customer_id is '`customer_id` bigint(20) NOT NULL' instead of '`customer_id` int(11) NOT NULL', and not every value may survive the way back",
                "ALTER TABLE customers MODIFY COLUMN name VARCHAR(20) CHARACTER SET latin1 NOT NULL | column customers.name is '`name` varchar(20) COLLATE latin1_swedish_ci NOT NULL' instead of '`name` varchar(20) NOT NULL', and not every value may survive the way back",
                "ALTER TABLE customers DROP PRIMARY KEY, ADD PRIMARY KEY (id, name) | the primary key of table 'customers' was changed",
            })
    void namesWhatCannotBeDerived(String migration, String reason) {
        run(migration);

        assertThat(SchemaReversal.of(mysql.schema(), wanted).impossible())
                .extracting(SchemaReversalIT::inAnyServersWords)
                .containsExactly(inAnyServersWords(reason));
    }

    @Test
    void namesATableThatCannotBeToldFromItsParts() {
        run("CREATE TABLE `my.table` (id INT PRIMARY KEY)");
        wanted = mysql.schema();
        run("ALTER TABLE `my.table` ADD COLUMN x INT");

        assertThat(SchemaReversal.of(mysql.schema(), wanted).impossible())
                .containsExactly("column my.table.x has a dot in its table's name");
    }

    @Test
    void namesATableThatWasDropped() {
        run("CREATE TABLE gone (id INT PRIMARY KEY, x INT, INDEX (x))");
        wanted = mysql.schema();
        run("DROP TABLE gone");

        assertThat(SchemaReversal.of(mysql.schema(), wanted).impossible())
                .containsExactly("table gone was dropped, and its rows with it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "ALTER TABLE customers MODIFY COLUMN name VARCHAR(99) NOT NULL | UPDATE customers SET name = CONCAT(name, REPEAT('x', 20)) | 2",
                "ALTER TABLE customers MODIFY COLUMN name VARCHAR(20) NULL | UPDATE customers SET name = NULL WHERE id = 1 | 1",
                "ALTER TABLE orders MODIFY COLUMN status ENUM('OPEN', 'CANCELLED', 'LOST') NOT NULL DEFAULT 'OPEN' | UPDATE orders SET status = 'LOST' | 3",
                "ALTER TABLE customers DROP INDEX customers_name_key | UPDATE customers SET name = 'Han Mei' | 1",
                "ALTER TABLE orders DROP CONSTRAINT orders_total | UPDATE orders SET total = -1 WHERE id > 1 | 2",
                "ALTER TABLE orders DROP FOREIGN KEY orders_customer_fkey | UPDATE orders SET customer_id = 7 WHERE id = 1 | 1",
            })
    void countsWhatStandsInTheWay(String migration, String use, long rows) {
        run(migration);
        run(use);

        assertThat(SchemaReversal.of(mysql.schema(), wanted).changes())
                .filteredOn(change -> !change.hindered().isEmpty())
                .singleElement()
                .satisfies(change -> assertThat(count(change.hindered())).isEqualTo(rows));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "ALTER TABLE customers ADD COLUMN phone VARCHAR(20) | UPDATE customers SET phone = '110' WHERE id = 1 | 1",
                "CREATE TABLE files (id INT PRIMARY KEY) | INSERT INTO files VALUES (1), (2), (3) | 3",
            })
    void countsWhatIsLost(String migration, String use, long values) {
        run(migration);
        run(use);

        assertThat(SchemaReversal.of(mysql.schema(), wanted).changes())
                .singleElement()
                .satisfies(change -> assertThat(count(change.losing())).isEqualTo(values));
    }

    @Test
    void runsNothingWhereSomebodyChangedTheSchemaMeanwhile() {
        run("ALTER TABLE customers ADD COLUMN phone VARCHAR(20)");
        List<SchemaStatement> statements = rehearsed(SchemaReversal.of(mysql.schema(), wanted));
        run("ALTER TABLE customers MODIFY COLUMN phone VARCHAR(30)");

        assertThatThrownBy(() -> new SchemaStatements(mysql, statements).run())
                .isInstanceOf(ToolException.class)
                .extracting(e -> inAnyServersWords(e.getMessage()))
                .isEqualTo("""
                        column customers.phone is '`phone` varchar(30) DEFAULT NULL' instead of '`phone` varchar(20) DEFAULT NULL': somebody changed the schema since the plan was made, so no further statement was run
                        HINT: find out who changed it; a new decision makes a new plan from what is there now.""");
    }

    @Test
    void runsNothingWhereRowsStandInTheWay() {
        run("ALTER TABLE customers MODIFY COLUMN name VARCHAR(99) NOT NULL");
        List<SchemaStatement> statements = rehearsed(SchemaReversal.of(mysql.schema(), wanted));
        run("UPDATE customers SET name = REPEAT('x', 21) WHERE id = 1");

        assertThatThrownBy(() -> new SchemaStatements(mysql, statements).run())
                .isInstanceOf(ToolException.class)
                .extracting(e -> inAnyServersWords(e.getMessage()))
                .isEqualTo("""
                        1 rows do not fit into column customers.name as it was, so 'ALTER TABLE `customers` MODIFY COLUMN `name` varchar(20) NOT NULL' was not run
                        HINT: look at them with: SELECT COUNT(*) FROM `customers` WHERE CHAR_LENGTH(`name`) > 20""");
    }

    /** As interrupted after each statement: it is known what is done, and nothing that is done is run twice. */
    private SchemaReversal back() {
        SchemaReversal reversal = SchemaReversal.of(mysql.schema(), wanted);
        assertThat(reversal.impossible()).isEmpty();
        List<SchemaStatement> statements = rehearsed(reversal);
        assertThat(new SchemaStatements(mysql, statements).positions()).containsExactly(0);
        for (int done = 1; done <= statements.size(); done++) {
            assertThat(new SchemaStatements(mysql, statements.subList(0, done)).run())
                    .isLessThanOrEqualTo(1);
            int known = done;
            // One later where the server did the next statement's work, too.
            assertThat(new SchemaStatements(mysql, statements).positions())
                    .singleElement()
                    .satisfies(position -> assertThat(position).isBetween(known, known + 1));
        }
        assertThat(mysql.schema().differencesFrom(wanted)).isEmpty();
        assertThat(new SchemaStatements(mysql, statements).run()).isZero();
        return reversal;
    }

    private static List<SchemaStatement> rehearsed(SchemaReversal reversal) {
        return Rehearsal.of(mysql, rehearsal -> reversal.changes().forEach(rehearsal::run));
    }

    private static long count(String question) {
        return Long.parseLong(mysql.value(question, Duration.ofSeconds(10)));
    }

    /** MySQL says a collation that is not its character set's first one, and leaves the width of numbers out. */
    private static String inAnyServersWords(String text) {
        return text.replace(" COLLATE utf8mb4_unicode_ci", "").replaceAll("int\\(\\d+\\)", "int");
    }

    private static void run(String statement) {
        database.execute(statement);
    }
}
