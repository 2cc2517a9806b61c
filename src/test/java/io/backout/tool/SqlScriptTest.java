package io.backout.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlScriptTest {
    @Test
    void endsStatementsAtSemicolonsOnly() {
        assertThat(new SqlScript("DROP TABLE a;\n\n;; DROP TABLE b ; -- the end\n").statements())
                .containsExactly("DROP TABLE a", "DROP TABLE b");
        assertThat(new SqlScript("-- nothing;\n/* at all; */ # here;").statements())
                .isEmpty();
        assertThat(new SqlScript("").statements()).isEmpty();
    }

    /** Each is one statement, and stays as it is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO a VALUES ('x;y', 'it''s;', 'back\\';slash', '\\\\')",
                "INSERT INTO a VALUES (\"x;y\", \"a \"\"b;\"\"\", \"\\\";\")",
                "DROP TABLE `a;b``c;`",
                "-- first; the rows\nDELETE FROM a",
                "DELETE FROM a # all; of them\nWHERE x = 1",
                "DELETE /* all; 'of them */ FROM a",
                "SELECT 1--1, '-- no comment;'",
                "/*!40101 SET NAMES 'utf8;' */",
                "/*!50003 DROP TABLE a; */",
                "/*M!100100 DROP TABLE a */",
                "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET NEW.x = 1; SET NEW.y = ';'; END",
                "CREATE DEFINER=`me`@`%` PROCEDURE p() BEGIN IF 1 THEN BEGIN SELECT 1; END; END IF;"
                        + " CASE x WHEN 1 THEN SELECT CASE WHEN 1 THEN 2 END; END CASE; WHILE 0 DO SELECT 1; END WHILE; END",
            })
    void keepsAStatementTogether(String statement) {
        assertThat(new SqlScript(statement).statements()).containsExactly(statement);
        assertThat(new SqlScript(statement + "\n;\nDROP TABLE next;").statements())
                .containsExactly(statement, "DROP TABLE next");
    }

    @Test
    void splitsWhatOnlySpeaksOfBeginning() {
        assertThat(new SqlScript("CREATE TABLE a (`event` INT, trigger_at INT COMMENT 'begin'); DROP TABLE b")
                        .statements())
                .hasSize(2);
        assertThat(new SqlScript("BEGIN; UPDATE a SET x = 1; COMMIT").statements())
                .hasSize(3);
    }

    @Test
    void readsALongText() {
        String insert = "INSERT INTO a VALUES ('" + "x;'' ".repeat(400_000) + "')";
        assertThat(new SqlScript(insert + ";" + insert).statements()).containsExactly(insert, insert);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELIMITER //\nDROP TABLE a //", "DROP TABLE a;\n  delimiter $$\r\nSELECT 1 $$"})
    void refusesWhatOnlyTheCommandLineKnows(String script) {
        assertThatThrownBy(() -> new SqlScript(script).statements())
                .isInstanceOf(ToolException.class)
                .hasMessage("""
                        DELIMITER is a command of the client 'mysql', which the server does not know
                        HINT: leave the DELIMITER lines out: BEGIN and END hold the statements between them together.""");
    }

    @Test
    void takesAColumnOfThatNameForAColumn() {
        assertThat(new SqlScript("CREATE TABLE a (\n delimiter CHAR(1),\n x INT)").statements())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM easy_erp.orders",
                "DELETE FROM EASY_ERP . orders",
                "DELETE FROM `easy_erp`.`orders`",
                "DELETE FROM easy_erp/* the live one */.orders",
                "SELECT 1; -- then\nUSE easy_erp; DELETE FROM orders",
                "use `easy_erp`",
                "DROP DATABASE easy_erp",
                "drop schema if exists `easy_erp`",
                "ALTER DATABASE easy_erp CHARACTER SET latin1",
                "/*!50003 DROP TABLE easy_erp.orders */",
                "/*M! DROP TABLE easy_erp.orders */",
                "CREATE TABLE x (id INT, FOREIGN KEY (id) REFERENCES easy_erp.orders (id))",
            })
    void namesTheDatabase(String script) {
        assertThat(new SqlScript(script).names("easy_erp")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM orders WHERE note = 'easy_erp.orders'",
                "DELETE FROM orders -- of easy_erp.orders",
                "/* easy_erp.orders */ DELETE FROM orders",
                "DELETE FROM easy_erp",
                "ALTER TABLE easy_erp ADD COLUMN x INT",
                "DELETE FROM old_easy_erp.orders",
                "DROP DATABASE easy_erp_old",
                "SELECT orders.easy_erp FROM orders",
            })
    void doesNotNameTheDatabase(String script) {
        assertThat(new SqlScript(script).names("easy_erp")).isFalse();
    }

    @Test
    void namesADatabaseThatMustBeQuoted() {
        assertThat(new SqlScript("DROP TABLE `a``b-c`.x").names("a`b-c")).isTrue();
    }
}
