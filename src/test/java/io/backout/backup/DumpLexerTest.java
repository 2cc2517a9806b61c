package io.backout.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.backout.backup.DumpProblem.Kind;
import io.backout.tool.MigrationRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DumpLexerTest {
    private static final String TABLE = "CREATE TABLE `t` (\n  `id` int NOT NULL\n) ENGINE=InnoDB;\n";
    private static final String TRAILER = "-- Dump completed on 2026-01-02  3:04:05\n";

    @Test
    void readsWhatMariaDbsClientWrites() {
        Dump dump = DumpSamples.read(DumpSamples.mariaDb());

        assertThat(dump.problems()).isEmpty();
        assertThat(dump.header().client()).isEqualTo("MariaDB 11.4.5-MariaDB");
        assertThat(dump.header().serverVersion()).isEqualTo("11.4.5-MariaDB-log");
        assertThat(dump.header().database()).isEqualTo("easy_erp");
        assertThat(dump.header().charset()).isEqualTo("utf8mb4");
        assertThat(dump.header().binlog()).startsWith("bin.000001:");
        assertThat(dump.header().completed()).startsWith("2026-11-24 ");
        assertThat(rows(dump))
                .containsExactly(
                        entry("_prisma_migrations", 2L),
                        entry("all `kinds", 3L),
                        entry("child", 1L),
                        entry("empty", 0L),
                        entry("parent", 3L));
        assertThat(names(dump))
                .containsExactlyInAnyOrder(
                        "SEQUENCE sq", "TRIGGER tr", "VIEW v", "VIEW vv", "EVENT ev", "FUNCTION f", "PROCEDURE p");
        assertThat(dump.migrations())
                .containsExactly(
                        new MigrationRow("20260101000000_init", "c1", MigrationRow.State.APPLIED),
                        new MigrationRow("20260102000000_it's", "c2", MigrationRow.State.ROLLED_BACK));
    }

    @Test
    void readsWhatMySqlsClientWrites() {
        Dump dump = DumpSamples.read(DumpSamples.mySql());

        assertThat(dump.header())
                .isEqualTo(new DumpHeader(
                        "MySQL 8.0.46",
                        "8.0.46",
                        "easy_erp",
                        "utf8mb4",
                        "2026-01-02  3:04:05",
                        "binlog.000023:155",
                        Set.of()));
        assertThat(rows(dump)).containsExactly(entry("files", 2L), entry("orders", 4L));
        assertThat(names(dump)).containsExactlyInAnyOrder("TRIGGER t", "VIEW v");
        assertThat(dump.objects().get(0).sqlMode()).isEqualTo("NO_BACKSLASH_ESCAPES");
        assertThat(dump.objects().get(0).sql())
                .contains("'a\\'")
                .contains("  -- it's a comment; with ;; in it\n  /* and \"another one */\n  # `and a third\n");
        assertThat(dump.problems(Kind.LEFT_OUT)).hasSize(4);
        assertThat(dump.problems()).hasSize(4);
    }

    @Test
    void knowsWhichTablesLoadDataTakesUnchanged() {
        Dump dump = DumpSamples.read(DumpSamples.mySql());
        assertThat(dump.tables().get(0).loadable())
                .as("binary column, literals and a list of columns")
                .isFalse();
        assertThat(dump.tables().get(1).loadable()).isTrue();
        assertThat(one("INSERT INTO `t` VALUES (0x41);").loadable()).isFalse();
        assertThat(one("INSERT INTO `t` VALUES (b'1');").loadable()).isFalse();
        assertThat(one("INSERT INTO `t` VALUES (_binary 'a');").loadable()).isFalse();
        assertThat(one("INSERT INTO `t` (`id`) VALUES (1);").loadable()).isFalse();
        assertThat(one("INSERT INTO `t` VALUES (1,'0x41 (b');").loadable()).isTrue();
    }

    @Test
    void readsDefinitions() {
        DumpTable files = DumpSamples.read(DumpSamples.mySql()).tables().get(0);
        assertThat(files.autoIncrement()).isEqualTo(3);
        assertThat(files.engine()).isEqualTo("InnoDB");
        assertThat(files.columns().stream().map(DumpColumn::name)).containsExactly("id", "data", "name", "twice");
        assertThat(files.columns().get(3).isGenerated()).isTrue();
        assertThat(files.create()).startsWith("CREATE TABLE `files` (").endsWith("/*!80016 DEFAULT ENCRYPTION='N' */");
    }

    /** Every byte of a range is one of the dump's INSERTs. */
    @Test
    void saysWhereTheRowsOfATableStand() {
        byte[] bytes = DumpSamples.mySql().getBytes(StandardCharsets.UTF_8);
        List<InsertRange> ranges = DumpSamples.read(bytes, 7).tables().get(1).inserts();
        assertThat(ranges).hasSize(1);
        assertThat(new String(
                        bytes,
                        (int) ranges.get(0).begin(),
                        (int) (ranges.get(0).end() - ranges.get(0).begin()),
                        StandardCharsets.UTF_8))
                .isEqualTo(
                        "INSERT INTO `orders` VALUES (1,'a'),(2,'b'),(-3,NULL);\nINSERT INTO `orders` VALUES (4,'');");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 8, 9, 13, 64, 1000})
    void findsTheSameHoweverThePiecesFall(int piece) {
        for (String sample : List.of(DumpSamples.mariaDb(), DumpSamples.mySql())) {
            assertThat(DumpSamples.read(sample.getBytes(StandardCharsets.UTF_8), piece))
                    .isEqualTo(DumpSamples.read(sample));
        }
    }

    @Test
    void findsTheSameWithOneBoundaryAtEachByte() {
        for (String sample : List.of(DumpSamples.mariaDb(), DumpSamples.mySql())) {
            byte[] bytes = sample.getBytes(StandardCharsets.UTF_8);
            Dump whole = DumpSamples.read(sample);
            for (int at = 1; at < bytes.length; at++) {
                DumpLexer lexer = new DumpLexer();
                lexer.feed(java.util.Arrays.copyOf(bytes, at), at);
                lexer.feed(java.util.Arrays.copyOfRange(bytes, at, bytes.length), bytes.length - at);
                assertThat(lexer.end()).as("boundary at %d", at).isEqualTo(whole);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "('a;b'),('),('),('--'),('/*'),('#'),('`')",
                "('it''s'),('it\\'s'),('\\\\'),('')",
                "('\"'),(NULL),(-1.5e-10),(0x00)",
                "('\\n\n\r\n'),('数据 🧾'),('-- Dump completed on 2026-01-02  3:04:05\n'),(1)"
            })
    void countsRowsWhateverTheyHold(String values) {
        Dump dump =
                DumpSamples.read(TABLE + "INSERT INTO `t` VALUES\n" + values.replace("),(", "),\n(") + ";\n" + TRAILER);
        // Texts that look like the end of a row were changed alike.
        long rows =
                values.startsWith("('a;b')") ? 6 : values.startsWith("('it") ? 4 : values.startsWith("('\"") ? 4 : 4;
        assertThat(dump.problems()).isEmpty();
        assertThat(dump.rows()).isEqualTo(rows);
        assertThat(dump.header().complete()).isTrue();
    }

    @Test
    void doesNotBelieveAnyoneButTheClientThatItIsComplete() {
        assertThat(DumpSamples.read(TABLE).header().complete()).isFalse();
        assertThat(DumpSamples.read(TABLE + TRAILER.strip()).header().complete())
                .isFalse();
        assertThat(DumpSamples.read(TABLE + "/* " + TRAILER + " */").header().complete())
                .isFalse();
        assertThat(DumpSamples.read(TABLE + TRAILER + TABLE).header().complete())
                .isFalse();
        assertThat(DumpSamples.read(TABLE + "INSERT INTO `t` VALUES ('\n" + TRAILER)
                        .header()
                        .complete())
                .isFalse();
        assertThat(DumpSamples.read(TABLE + "-- Dump completed\n\n").header().complete())
                .isTrue();
        assertThat(DumpSamples.read(TABLE + TRAILER).header().complete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "USE `erp`",
                "CREATE DATABASE /*!32312 IF NOT EXISTS*/ `erp`",
                "DROP DATABASE erp",
                "/*!99999 DROP DATABASE erp */",
                "GRANT ALL ON *.* TO x",
                "REVOKE ALL ON *.* FROM x",
                "CREATE USER x",
                "SET PASSWORD = 'x'",
                "SET @a=1, GLOBAL read_only=1",
                "SET @@GLOBAL.read_only=1",
                "SET sql_log_bin=0",
                "LOAD DATA INFILE '/etc/passwd' INTO TABLE `t`",
                "CHANGE MASTER TO MASTER_HOST='x'",
                "DROP TABLE IF EXISTS `other`.`t`",
                "DROP TABLE IF EXISTS other.t",
                "DROP TABLE `t`",
                "INSERT INTO `other`.`t` VALUES (1)",
                "CREATE TABLE `other`.`t` (`id` int)",
                "CREATE DEFINER=`a`@`%` TRIGGER `other`.`t` BEFORE INSERT ON `x` FOR EACH ROW SET @a=1",
                "DELETE FROM `t`",
                "UPDATE `t` SET id=1",
                "TRUNCATE `t`",
                "RENAME TABLE `t` TO `u`",
                "INSTALL PLUGIN x SONAME 'y'",
                "mysqldump: [Warning] Using a password on the command line interface can be insecure.\nSET @a=1"
            })
    void refusesWhatNoDumpOfOneDatabaseHas(String statement) {
        Dump dump = DumpSamples.read(TABLE + statement + ";\n" + TRAILER);
        assertThat(dump.problems()).hasSize(1);
        assertThat(dump.problems().get(0).kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(dump.problems().get(0).offset()).isEqualTo(TABLE.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\! touch /tmp/x\n",
                "INSERT INTO `t` VALUES (1)(2);\n",
                "INSERT INTO `t` VALUES (1),;\n",
                "INSERT INTO `t` VALUES (1;\n",
                "INSERT INTO `t` VALUES (1,(select 2));\n",
                "INSERT INTO `t` VALUES (1,sleep(5));\n",
                "INSERT INTO `t` VALUES (1,@@version);\n",
                "INSERT INTO `t` VALUES (1,/* c */2);\n",
                "INSERT INTO `t` VALUES (1-- ),(2\n);\n",
                "INSERT INTO `t` VALUES (1# ),(2\n);\n",
                "INSERT INTO `u` VALUES (1);\n",
                "INSERT INTO `t` VALUES (1) ON DUPLICATE KEY UPDATE id=1;\n",
                "/*!40101 SET NAMES utf8mb4;\n",
                "SET NAMES utf8mb4 */;\n",
            })
    void seesWhatTheClientCannotHaveWritten(String text) {
        assertThat(DumpSamples.read(TABLE + text + TRAILER).problems(Kind.STRUCTURE))
                .isNotEmpty();
    }

    @Test
    void takesAPlaceholderOfAnOldClientForNoTable() {
        Dump dump = DumpSamples.read(
                "/*!50001 CREATE TABLE `v` (\n  `id` tinyint NOT NULL\n) ENGINE=MyISAM */;\n" + TRAILER);
        assertThat(dump.tables()).isEmpty();
        assertThat(dump.problems()).isEmpty();
    }

    @Test
    void showsNoData() {
        Dump dump = DumpSamples.read("DELETE FROM `t` WHERE name = 'secret';\n" + TRAILER);
        assertThat(dump.problems().get(0).what()).isEqualTo("has the statement 'DELETE FROM `t` WHERE name = '…''");
    }

    private static DumpTable one(String insert) {
        return DumpSamples.read(TABLE + insert).tables().get(0);
    }

    private static Map<String, Long> rows(Dump dump) {
        return dump.tables().stream()
                .collect(Collectors.toMap(DumpTable::name, DumpTable::rows, Long::sum, java.util.TreeMap::new));
    }

    private static List<String> names(Dump dump) {
        return dump.objects().stream()
                .map(object -> object.kind() + " " + object.name())
                .toList();
    }
}
