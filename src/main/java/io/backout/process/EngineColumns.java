package io.backout.process;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The engine creates its tables on MySQL for characters of three bytes: a commander's answer, or a program's last words,
 * with any other one would be refused, and the step with it. Its long texts get four; its ids keep what they have.
 */
final class EngineColumns {
    private static final String NARROW = """
            select table_name, column_name, character_maximum_length from information_schema.columns
             where table_schema = database() and table_name like 'ACT\\_%' and data_type = 'varchar'
               and character_maximum_length >= 255 and is_nullable = 'YES' and character_set_name <> 'utf8mb4'
               and column_name in (:columns)""";

    /** What people and programs write. */
    private static final List<String> COLUMNS = List.of(
            "TEXT_",
            "TEXT2_",
            "EXCEPTION_MSG_",
            "JOB_EXCEPTION_MSG_",
            "INCIDENT_MSG_",
            "ERROR_MSG_",
            "ANNOTATION_",
            "MESSAGE_",
            "ORG_VALUE_",
            "NEW_VALUE_",
            "DESCRIPTION_",
            "DELETE_REASON_",
            "FIRST_",
            "LAST_");

    private EngineColumns() {}

    static void takeEveryCharacter(JdbcClient jdbc) {
        Map<String, String> changes = new TreeMap<>();
        jdbc.sql(NARROW)
                .param("columns", COLUMNS)
                .query((row, n) -> Map.entry(
                        row.getString(1),
                        "modify %s varchar(%d) character set utf8mb4 collate utf8mb4_bin"
                                .formatted(row.getString(2), row.getLong(3))))
                .list()
                .forEach(change -> changes.merge(change.getKey(), change.getValue(), "%s, %s"::formatted));
        changes.forEach((table, columns) ->
                jdbc.sql("alter table " + table + " " + columns).update());
    }
}
