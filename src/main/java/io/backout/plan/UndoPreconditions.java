package io.backout.plan;

import io.backout.backup.PutAway;
import io.backout.backup.PutAways;
import io.backout.backup.SwapNames;
import io.backout.tool.Mysql;
import io.backout.tool.ToolException;
import io.backout.tool.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must hold so that a cut-over can be undone; looks, and changes nothing. */
final class UndoPreconditions {
    private static final String PUT_AWAY = "what the cut-over put away is there";
    private static final String ON_TOP = "no later cut-over lies on top of it";

    private final Tools tools;
    private final List<Finding> findings = new ArrayList<>();

    UndoPreconditions(Tools tools) {
        this.tools = tools;
    }

    /**
     * @param undone the plan whose cut-over goes back
     * @param names of its schemas
     */
    DatabasePreconditions look(String rollbackId, Plan undone, SwapNames names) {
        Mysql mysql = tools.mysql();
        try {
            Optional<PutAway> there = new PutAways(mysql).find(names);
            boolean stillAway = there.filter(found -> found.schema().equals(names.putAway()))
                    .isPresent();
            findings.add(Finding.of(
                    PUT_AWAY,
                    stillAway,
                    there.isPresent()
                            ? "the cut-over of %s is undone already".formatted(rollbackId)
                            : "what the cut-over of %s put away is not there any more, or there was none"
                                    .formatted(rollbackId),
                    "restore a backup with level 3; the snapshot that was taken before the cut-over is one."));
            if (!stillAway) {
                return DatabasePreconditions.refused(findings);
            }
            List<String> later = PutAways.list(mysql).stream()
                    .filter(other -> other.since().isAfter(there.get().since()))
                    .filter(other -> other.schema().contains("__old_"))
                    .map(PutAway::runId)
                    .toList();
            findings.add(Finding.of(
                    ON_TOP,
                    later.isEmpty(),
                    "the cut-over of %s came later".formatted(String.join(", ", later)),
                    "undo that one first."));
            List<TableLoss> losses = new CopyComparison(mysql, names.putAway())
                    .look(tools.target().properties().timeLimits().comparison());
            return new DatabasePreconditions(
                    List.copyOf(findings),
                    undone.route().from(),
                    names,
                    new Restoration("", "", rollbackId, false, true, losses));
        } catch (ToolException e) {
            findings.add(Finding.fails(PUT_AWAY, e.fact(), e.hint()));
            return DatabasePreconditions.refused(findings);
        }
    }
}
