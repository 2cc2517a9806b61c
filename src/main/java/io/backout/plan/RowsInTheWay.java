package io.backout.plan;

import io.backout.tool.Mysql;
import io.backout.tool.SchemaObject;
import io.backout.tool.SchemaStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows that keep a derived statement from being done without loss. Where a team's own script speaks of their table
 * before, nobody can tell yet; then the statement looks when its turn comes.
 */
final class RowsInTheWay {
    private RowsInTheWay() {}

    /** As sentences. */
    static List<String> of(Mysql mysql, List<SchemaStatement> statements) {
        List<String> sentences = new ArrayList<>();
        StringBuilder scripts = new StringBuilder();
        for (SchemaStatement statement : statements) {
            if (!statement.source().isEmpty()) {
                scripts.append(statement.sql().toLowerCase(Locale.ROOT)).append('\n');
            } else if (!statement.hindered().isEmpty()) {
                String object = statement.effects().get(0).object();
                boolean tellable =
                        scripts.indexOf(SchemaObject.of(object).table().toLowerCase(Locale.ROOT)) < 0;
                if (tellable && mysql.countAsAdministrator(statement.hindered()) > 0) {
                    sentences.add("rows do not fit into %s as it was; count them with: %s"
                            .formatted(object, statement.hindered()));
                }
            }
        }
        return sentences;
    }
}
