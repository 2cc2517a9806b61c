package io.backout.plan;

import io.backout.target.Release;
import io.backout.tool.MigrationRow;
import io.backout.tool.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks whether what was true when the plan was signed is still true. */
public final class Drift {
    private Drift() {}

    /**
     * What moved; empty when nothing did.
     *
     * @param switched the plan's own Switch release has already been started, so both commits are expected
     */
    public static List<String> since(Plan plan, Tools tools, boolean switched) {
        List<String> moved = new ArrayList<>();
        String head = tools.git().head();
        boolean expected = head.equals(plan.route().from())
                || (switched && head.equals(plan.route().to()));
        if (!expected) {
            moved.add("the checked-out commit is '%s' instead of '%s'"
                    .formatted(
                            Release.shortCommit(head),
                            Release.shortCommit(
                                    switched ? plan.route().to() : plan.route().from())));
        }
        Map<String, String> migrations = tools.mysql().migrations().stream()
                .filter(row -> row.state() != MigrationRow.State.ROLLED_BACK)
                .collect(Collectors.toMap(MigrationRow::name, MigrationRow::checksum, (first, again) -> again));
        migrations.forEach((name, checksum) -> {
            if (!checksum.equals(plan.route().migrations().get(name))) {
                moved.add("migration '%s' was started, applied or changed".formatted(name));
            }
        });
        plan.route().migrations().keySet().stream()
                .filter(name -> !migrations.containsKey(name))
                .forEach(name -> moved.add("migration '%s' is no longer recorded as applied".formatted(name)));
        return moved;
    }
}
