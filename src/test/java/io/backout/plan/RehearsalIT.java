package io.backout.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.backout.sample.SampleDatabase;
import io.backout.tool.Migration;
import io.backout.tool.Mysql;
import io.backout.tool.Rehearsal;
import io.backout.tool.Schema;
import io.backout.tool.SchemaEffect;
import io.backout.tool.SchemaStatement;
import io.backout.tool.ScratchSchema;
import io.backout.tool.SqlScript;
import io.backout.tool.ToolException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way back is tried beside the live schema, whatever that is made of, and never in it. */
class RehearsalIT {
    private static final String MIGRATION = "1_first";

    @TempDir
    static Path directory;

    private static DatabaseBench bench;
    private static SampleDatabase database;
    private static Mysql mysql;

    private Schema live;

    @BeforeAll
    static void start() {
        bench = DatabaseBench.start(directory);
        database = bench.database();
        mysql = bench.mysql();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void isThere() {
        database.createEmpty();
        run("CREATE TABLE orders (id INT PRIMARY KEY, total INT NOT NULL)");
        run("INSERT INTO orders VALUES (1, 10)");
        live = mysql.wholeSchema();
    }

    @AfterEach
    void isUnchanged() {
        assertThat(mysql.wholeSchema().differencesFrom(live)).isEmpty();
        assertThat(database.query("SELECT * FROM orders")).hasSize(1);
        assertThat(database.query("SHOW DATABASES LIKE 'backout%'")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // One depends on the other, which comes later.
                "CREATE VIEW b AS SELECT id FROM orders; CREATE VIEW a AS SELECT id FROM b",
                "CREATE SQL SECURITY INVOKER VIEW a AS SELECT o.id FROM orders o WHERE total > 1 WITH CHECK OPTION",
                "CREATE USER IF NOT EXISTS 'some one'@'10.%'; CREATE DEFINER='some one'@'10.%' VIEW a AS SELECT id FROM orders",
                "CREATE ROLE IF NOT EXISTS clerk; CREATE DEFINER=clerk SQL SECURITY DEFINER VIEW a AS SELECT id FROM orders",
                "CREATE TRIGGER a BEFORE INSERT ON orders FOR EACH ROW BEGIN SET NEW.total = 1; SET NEW.id = 2; END",
                "CREATE FUNCTION f() RETURNS INT DETERMINISTIC RETURN 1; CREATE VIEW a AS SELECT f() AS x FROM orders",
                "CREATE PROCEDURE p() SQL SECURITY INVOKER BEGIN SELECT COUNT(*) FROM orders; SELECT 2; END",
                "SET sql_mode = 'ANSI_QUOTES'; CREATE PROCEDURE p() SELECT \"id\" FROM \"orders\"",
                "CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY DO DELETE FROM orders",
                "CREATE TABLE a (id INT PRIMARY KEY, b INT); CREATE TABLE b (id INT PRIMARY KEY, a INT, FOREIGN KEY (a)"
                        + " REFERENCES a (id)); ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b (id)",
                "CREATE TABLE a (id INT PRIMARY KEY, parent INT, FOREIGN KEY (parent) REFERENCES a (id))",
                "CREATE TABLE a (x INT, twice INT AS (x * 2) STORED, thrice INT AS (x * 3) VIRTUAL, KEY (twice))",
                "CREATE TABLE a (x INT NOT NULL, PRIMARY KEY (x)) PARTITION BY RANGE (x) (PARTITION p0 VALUES LESS THAN (9),"
                        + " PARTITION p1 VALUES LESS THAN MAXVALUE)",
                "CREATE TABLE a (x INT AUTO_INCREMENT PRIMARY KEY) AUTO_INCREMENT = 77; INSERT INTO a VALUES (99)",
                "SET sql_mode = ''; CREATE TABLE a (x DATE NOT NULL DEFAULT '0000-00-00')",
                "CREATE TABLE easy_erp (id INT PRIMARY KEY, easy_erp INT); CREATE VIEW a AS SELECT easy_erp.id,"
                        + " easy_erp.easy_erp FROM easy_erp JOIN orders ON easy_erp.id = orders.id",
                "CREATE TABLE `se``le. ct` (`the id.` INT PRIMARY KEY COMMENT 'it''s; \\\\ \"so\"') COMMENT = 'a `b`.`c`'",
            })
    void copiesWhatThereIs(String objects) {
        run(objects);
        live = mysql.wholeSchema();

        List<SchemaStatement> statements = rehearse("ALTER TABLE orders ADD COLUMN note INT");

        assertThat(statements).singleElement().satisfies(statement -> {
            assertThat(statement.source()).isEqualTo(MIGRATION);
            assertThat(statement.effects())
                    .containsExactly(new SchemaEffect("column orders.note", "", "`note` int(11) DEFAULT NULL"));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP EVENT nightly",
                "-- no more\ndrop event if exists `nightly`",
                "DROP EVENT IF EXISTS nightly"
            })
    void knowsEventsWithoutCopyingThem(String drop) {
        run("CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY DO DELETE FROM orders");
        live = mysql.wholeSchema();

        assertThat(rehearse(drop)).singleElement().satisfies(statement -> assertThat(statement.effects())
                .extracting(SchemaEffect::object, SchemaEffect::to)
                .containsExactly(tuple("event nightly", "")));
    }

    @Test
    void notesEachStatementWithItsEffects() {
        List<SchemaStatement> statements = rehearse("""
                UPDATE orders SET total = 0;
                ALTER TABLE orders DROP COLUMN total, ADD COLUMN amount INT;
                DROP TABLE orders;""");

        assertThat(statements)
                .extracting(statement ->
                        statement.effects().stream().map(SchemaEffect::object).toList())
                .containsExactly(
                        List.of(),
                        List.of("column orders.amount", "column orders.total"),
                        List.of("column orders.amount", "column orders.id", "index orders.PRIMARY", "table orders"));
    }

    @Test
    void saysWhichStatementFails() {
        assertThatThrownBy(() -> rehearse("ALTER TABLE orders ADD COLUMN x INT; DROP TABLE invoices"))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining(
                        "'down.sql' of migration '1_first' cannot be run on the schema as it is: 'DROP TABLE invoices' says Unknown table")
                .hasMessageEndingWith("HINT: write a 'down.sql' that fits what is there, or choose level 3.");
    }

    /** The first result of a procedure does not hide the error after it. */
    @Test
    void seesAnErrorBehindAResult() {
        run("CREATE PROCEDURE p() BEGIN SELECT 1; SELECT * FROM nowhere; END");
        live = mysql.wholeSchema();

        assertThatThrownBy(() -> rehearse("CALL p()")).hasMessageContaining("'CALL p()' says");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM easy_erp.orders",
                "SELECT 1; USE easy_erp; DROP TABLE orders",
                "DROP DATABASE easy_erp",
                "/*! DROP TABLE easy_erp.orders */"
            })
    void refusesAScriptThatNamesTheLiveDatabase(String script) {
        assertThatThrownBy(() -> rehearse(script))
                .isInstanceOf(ToolException.class)
                .hasMessage("""
                        'down.sql' of migration '1_first' names the database 'easy_erp' itself, so it cannot be rehearsed beside it
                        HINT: leave the database's name out of it; the connection knows it.""");
    }

    /** A script that inserts would set it off. */
    @Test
    void refusesATriggerThatNamesTheLiveDatabase() {
        run("CREATE TRIGGER a AFTER INSERT ON orders FOR EACH ROW UPDATE easy_erp.orders SET total = 0");
        live = mysql.wholeSchema();

        assertThatThrownBy(() -> rehearse("INSERT INTO orders VALUES (3, 4)"))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("trigger 'a' names the database 'easy_erp' itself");
    }

    @Test
    void saysWhichObjectCannotBeCopied() {
        run("CREATE TABLE t (id INT); CREATE VIEW a AS SELECT id FROM t; DROP TABLE t");
        live = mysql.wholeSchema();

        assertThatThrownBy(() -> rehearse("SELECT 1"))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("the live schema could not be copied for a rehearsal: 'CREATE");
    }

    /** A lock that a script leaves does not keep the scratch database. */
    @Test
    void cleansUpAfterALock() {
        assertThat(rehearse("LOCK TABLES orders WRITE")).hasSize(1);
    }

    @Test
    void scratchSchemaRefusesAMigrationThatNamesTheLiveDatabase() {
        assertThatThrownBy(() -> new ScratchSchema(mysql)
                        .build(List.of(
                                new Migration(MIGRATION, "CREATE TABLE a (id INT);"),
                                new Migration("2_second", "DROP TABLE `easy_erp`.`orders`;"))))
                .isInstanceOf(ToolException.class)
                .hasMessage("""
                        migration '2_second' names the database 'easy_erp' itself, so it cannot be run beside it
                        HINT: leave the database's name out of migrations; the connection knows it.""");
    }

    @Test
    void scratchSchemaTakesATableOfTheDatabasesName() {
        Schema built = new ScratchSchema(mysql)
                .build(List.of(new Migration(
                        MIGRATION, "CREATE TABLE `easy_erp` (id INT); UPDATE easy_erp SET easy_erp.id = 1;")));

        assertThat(built.objects()).containsKey("table easy_erp");
    }

    private static List<SchemaStatement> rehearse(String script) {
        return Rehearsal.of(mysql, rehearsal -> rehearsal.run(MIGRATION, new SqlScript(script), mysql.database()));
    }

    private static void run(String statement) {
        database.execute(statement);
    }
}
