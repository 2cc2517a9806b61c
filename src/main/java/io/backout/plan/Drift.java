package io.backout.plan;

import io.backout.target.Release;
import io.backout.tool.MigrationRow;
import io.backout.tool.Mysql;
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
     * @param commits that may be checked out now; the last one is named where another one is
     * @param marking the migrations that go back may be marked already
     */
    public static List<String> since(Plan plan, Tools tools, List<String> commits, boolean marking) {
        List<String> moved = new ArrayList<>();
        String head = tools.git().head();
        if (!commits.contains(head)) {
            moved.add("the checked-out commit is '%s' instead of '%s'"
                    .formatted(Release.shortCommit(head), Release.shortCommit(commits.get(commits.size() - 1))));
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
                .filter(name -> !marking || !plan.wayBack().migrations().contains(name))
                .forEach(name -> moved.add("migration '%s' is no longer recorded as applied".formatted(name)));
        return moved;
    }

    /** What moved in the database that the way back was rehearsed on; asked until its first statement runs. */
    public static List<String> ofSchema(Plan plan, Tools tools) {
        WayBack wayBack = plan.wayBack();
        if (wayBack.none()) {
            return List.of();
        }
        Mysql mysql = tools.mysql();
        if (!MigrationPreconditions.hash(mysql.wholeSchema()).equals(wayBack.schema())) {
            return List.of("the live schema was changed");
        }
        List<String> moved = new ArrayList<>();
        for (Loss loss : wayBack.losses()) {
            long rows = mysql.countAsAdministrator(loss.change().losing());
            if (rows > loss.bound()) {
                moved.add("%s now has %,d instead of %,d, more than the %,d that the signatures cover"
                        .formatted(loss.change().object(), rows, loss.rows(), loss.bound()));
            }
        }
        return moved;
    }
}
