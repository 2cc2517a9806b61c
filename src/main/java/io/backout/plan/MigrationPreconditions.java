package io.backout.plan;

import io.backout.tool.Migration;
import io.backout.tool.Mysql;
import io.backout.tool.Schema;
import io.backout.tool.SchemaChange;
import io.backout.tool.ScratchSchema;
import io.backout.tool.ToolException;
import io.backout.tool.Tools;
import java.util.List;

/** What must hold so that the database's schema can be taken back to a release's. */
final class MigrationPreconditions {
    private static final String BUILDABLE = "the release's schema can be built beside the live one";
    private static final String DOWN = "write a 'down.sql' beside the migration, or choose level 3.";

    private MigrationPreconditions() {}

    static List<Finding> look(Tools tools, String commit) {
        try {
            Mysql mysql = tools.mysql();
            Schema wanted = new ScratchSchema(mysql).build(Migration.of(tools.git(), commit));
            SchemaReversal reversal = SchemaReversal.of(mysql.wholeSchema(), wanted);
            List<String> inTheWay = inTheWay(mysql, reversal.changes());
            return List.of(
                    Finding.holds(BUILDABLE, "ok"),
                    Finding.of(
                            "every change of the schema can be taken back",
                            reversal.impossible().isEmpty(),
                            String.join("; ", reversal.impossible()),
                            DOWN),
                    Finding.of(
                            "every row fits into the release's schema",
                            inTheWay.isEmpty(),
                            String.join("; ", inTheWay),
                            "change these rows, " + DOWN));
        } catch (ToolException e) {
            return List.of(Finding.fails(BUILDABLE, e.fact(), e.hint()));
        }
    }

    private static List<String> inTheWay(Mysql mysql, List<SchemaChange> changes) {
        return changes.stream()
                .filter(change -> !change.hindered().isEmpty() && mysql.count(change.hindered()) > 0)
                .map(change -> "rows do not fit into %s as it was; count them with: %s"
                        .formatted(change.object(), change.hindered()))
                .toList();
    }
}
