package io.backout.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.tool.SchemaStatement;
import io.backout.tool.ToolException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowWriteTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "UPDATE orders SET a = 1 | orders | true",
                "update ignore `my``orders` set a = 1 where b = 'set' | my`orders | true",
                "/* put back */ DELETE FROM `orders` WHERE id > 3 | orders | true",
                "delete from orders | orders | true",
                "TRUNCATE TABLE orders | orders | true",
                "REPLACE INTO orders VALUES (1) | orders | true",
                "INSERT INTO orders VALUES (1) | orders | false",
                "INSERT INTO `orders`(a) VALUES (1) | orders | false",
                "INSERT INTO orders (a) VALUES (1) ON DUPLICATE KEY UPDATE a = 2 | orders | true",
                "INSERT IGNORE orders SELECT 1 | orders | false",
            })
    void namesTheTableThatIsWritten(String sql, String table, boolean destroys) {
        assertThat(RowWrite.of(statement(sql))).isEqualTo(new RowWrite(table, destroys));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET FOREIGN_KEY_CHECKS = 0", "SELECT 1"})
    void knowsWhatWritesNothing(String sql) {
        assertThat(RowWrite.of(statement(sql))).isEqualTo(new RowWrite("", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE orders JOIN lines ON a = b SET c = 1",
                "UPDATE orders, lines SET c = 1",
                "DELETE orders FROM orders JOIN lines",
                "DELETE FROM orders USING orders JOIN lines",
                "CALL clean_up()",
                "LOAD DATA INFILE 'x' INTO TABLE orders",
                "UPDATE other.orders SET a = 1",
                "WITH x AS (SELECT 1) DELETE FROM orders",
                "SELECT 1 INTO OUTFILE '/tmp/x'",
                "SELECT clean_up()",
                "DO clean_up()",
                "SET @x = clean_up()",
                "SET GLOBAL read_only = 1",
            })
    void refusesWhatItCannotTell(String sql) {
        assertThatThrownBy(() -> RowWrite.of(statement(sql)))
                .isInstanceOf(ToolException.class)
                .hasMessageStartingWith("it cannot be told what '" + sql + "' in 'down.sql' of migration 'm' changes");
    }

    private static SchemaStatement statement(String sql) {
        return new SchemaStatement("m", sql, List.of(), "");
    }
}
