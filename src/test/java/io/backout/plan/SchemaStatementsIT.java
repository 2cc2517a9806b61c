package io.backout.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.sample.SampleDatabase;
import io.backout.target.TestTarget;
import io.backout.tool.DatabaseUrl;
import io.backout.tool.Mysql;
import io.backout.tool.Rehearsal;
import io.backout.tool.Schema;
import io.backout.tool.SchemaStatement;
import io.backout.tool.SchemaStatements;
import io.backout.tool.SqlScript;
import io.backout.tool.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A team's own way back goes on where it stopped, and stops where somebody else came between. */
class SchemaStatementsIT {
    @TempDir
    static Path directory;

    private static DatabaseBench bench;
    private static SampleDatabase database;
    private static Mysql mysql;

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
        run("CREATE TABLE orders (id INT PRIMARY KEY, total INT NOT NULL, note INT)");
        run("INSERT INTO orders VALUES (1, 10, 0)");
    }

    @Test
    void goesOnAtTheEarliestPlaceThatTheSchemaAllows() {
        List<SchemaStatement> statements = rehearsed("""
                ALTER TABLE orders ADD COLUMN x INT;
                UPDATE orders SET x = total * 2;
                UPDATE orders SET total = 7;
                ALTER TABLE orders DROP COLUMN note;
                UPDATE orders SET total = 8""");
        assertThat(positions(statements)).containsExactly(0);

        run("ALTER TABLE orders ADD COLUMN x INT");
        assertThat(positions(statements)).containsExactly(1, 2, 3);
        assertThat(new SchemaStatements(mysql, statements).run()).isEqualTo(4);

        assertThat(rows()).containsExactly(Map.of("id", 1, "total", 8, "x", 20));
        assertThat(positions(statements)).containsExactly(4, 5);
        assertThat(new SchemaStatements(mysql, statements).run()).isEqualTo(1);
    }

    /** The server drops it by itself, so that it is gone does not tell whether the statement before its end was run. */
    @Test
    void repeatsWhatAnIndexThatWentByItselfDoesNotTell() {
        run(
                "CREATE TABLE items (id INT PRIMARY KEY, o INT, CONSTRAINT items_o FOREIGN KEY (o) REFERENCES orders (id))");
        run("INSERT INTO items VALUES (1, 1)");
        List<SchemaStatement> statements = rehearsed("""
                CREATE INDEX own ON items (o);
                UPDATE orders SET total = 7;
                DROP INDEX items_o ON items""");

        run("CREATE INDEX own ON items (o)");
        assertThat(positions(statements)).containsExactly(1, 3);
        assertThat(new SchemaStatements(mysql, statements).run()).isEqualTo(1);

        assertThat(rows()).extracting(row -> row.get("total")).containsExactly(7);
    }

    @Test
    void setsTheConnectionAgain() {
        run("CREATE TABLE items (id INT PRIMARY KEY, o INT, FOREIGN KEY (o) REFERENCES orders (id))");
        List<SchemaStatement> statements = rehearsed("""
                -- in any order
                SET FOREIGN_KEY_CHECKS = 0;
                ALTER TABLE orders ADD COLUMN x INT;
                DROP TABLE orders;
                SET FOREIGN_KEY_CHECKS = 1""");
        new SchemaStatements(mysql, statements.subList(0, 2)).run();

        assertThat(new SchemaStatements(mysql, statements).run()).isEqualTo(2);
        assertThat(mysql.schema().objects()).doesNotContainKey("table orders");
    }

    @Test
    void knowsWhatGoesAndComesAgain() {
        List<SchemaStatement> statements = rehearsed("""
                DROP TABLE orders;
                CREATE TABLE orders (id INT PRIMARY KEY, total INT NOT NULL, note INT);
                ALTER TABLE orders DROP COLUMN note;
                ALTER TABLE orders ADD COLUMN note INT;
                ALTER TABLE orders MODIFY COLUMN total BIGINT""");
        // The first two leave the schema as it was, and so do the next two: it tells only where they are in the middle.
        assertThat(positions(statements)).containsExactly(0, 2, 4);

        run("ALTER TABLE orders DROP COLUMN note");
        assertThat(positions(statements)).containsExactly(3);
        assertThat(new SchemaStatements(mysql, statements).run()).isEqualTo(2);

        assertThat(positions(statements)).containsExactly(5);
        assertThat(new SchemaStatements(mysql, statements).run()).isZero();
        assertThat(rows()).hasSize(1);
    }

    @Test
    void stopsWhereSomebodyChangedATouchedObject() {
        List<SchemaStatement> statements =
                rehearsed("ALTER TABLE orders ADD COLUMN x INT; ALTER TABLE orders DROP COLUMN note");
        new SchemaStatements(mysql, statements.subList(0, 1)).run();
        run("ALTER TABLE orders MODIFY COLUMN note BIGINT");
        Schema changed = mysql.schema();

        assertThatThrownBy(() -> new SchemaStatements(mysql, statements).run())
                .isInstanceOf(ToolException.class)
                .hasMessage("""
                        column orders.note is '`note` bigint(20) DEFAULT NULL' instead of '`note` int(11) DEFAULT NULL': somebody changed the schema since the plan was made, so no further statement was run
                        HINT: find out who changed it; a new decision makes a new plan from what is there now.""");
        assertThat(mysql.schema().differencesFrom(changed)).isEmpty();
    }

    @Test
    void leavesAloneWhatSomebodyChangedBeside() {
        List<SchemaStatement> statements = rehearsed("ALTER TABLE orders DROP COLUMN note");
        run("CREATE TABLE beside (id INT)");

        assertThat(new SchemaStatements(mysql, statements).run()).isEqualTo(1);
    }

    /** The copy has no rows, so what fails because of them is seen only here. */
    @Test
    void saysWhichStatementFails() {
        run("INSERT INTO orders VALUES (2, 10, 0)");
        List<SchemaStatement> statements =
                rehearsed("ALTER TABLE orders DROP COLUMN note; CREATE UNIQUE INDEX one ON orders (total)");

        assertThatThrownBy(() -> new SchemaStatements(mysql, statements).run())
                .isInstanceOf(ToolException.class)
                .hasMessage("""
                        'down.sql' of migration '1_first' could not be run: 'CREATE UNIQUE INDEX one ON orders (total)' says Duplicate entry '10' for key 'one'
                        HINT: mend what it complains of and retry; what ran before it is not run again.""");

        run("UPDATE orders SET total = id");
        assertThat(new SchemaStatements(mysql, statements).run()).isEqualTo(1);
    }

    /** As where Backout was killed: its connection is gone, its statement is not. */
    @Test
    void waitsForAStatementWhoseClientDied() throws IOException {
        List<SchemaStatement> statements = rehearsed("ALTER TABLE orders DROP COLUMN note");
        Mysql dies = withLimit(Duration.ofSeconds(2));
        assertThatThrownBy(() -> dies.alone(statement -> statement.execute("DO SLEEP(9)")))
                .isInstanceOf(ToolException.class);

        assertThatThrownBy(() -> new SchemaStatements(dies, statements).run())
                .isInstanceOf(ToolException.class)
                .hasMessage("""
                        an earlier statement of Backout still runs in the database; nothing was run beside it
                        HINT: look at it with 'SHOW PROCESSLIST'; when it has ended, retry.""");
        assertThat(mysql.schema().objects()).containsKey("column orders.note");
        assertThat(sleeping()).isTrue();

        assertThat(new SchemaStatements(mysql, statements).run()).isEqualTo(1);
        assertThat(sleeping()).isFalse();
    }

    private static boolean sleeping() {
        return !database.query("SELECT id FROM information_schema.processlist WHERE info LIKE 'DO SLEEP%'")
                .isEmpty();
    }

    private static Mysql withLimit(Duration limit) throws IOException {
        Path password = Files.writeString(directory.resolve("again"), database.dbaPassword());
        return new Mysql(
                TestTarget.in(directory)
                        .administrator(database.dbaUser(), password)
                        .migrationLimit(limit)
                        .target(),
                DatabaseUrl.parse(database.url()));
    }

    private static List<Integer> positions(List<SchemaStatement> statements) {
        return new SchemaStatements(mysql, statements).positions();
    }

    private static List<SchemaStatement> rehearsed(String script) {
        return Rehearsal.of(mysql, rehearsal -> rehearsal.run("1_first", new SqlScript(script), mysql.database()));
    }

    private static List<Map<String, Object>> rows() {
        return database.query("SELECT * FROM orders");
    }

    private static void run(String statement) {
        database.execute(statement);
    }
}
