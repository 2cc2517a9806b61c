package io.backout.plan;

import io.backout.backup.PutAways;
import io.backout.backup.ShadowSchema;
import io.backout.backup.SwapNames;
import io.backout.target.Release;
import io.backout.tool.MigrationRow;
import io.backout.tool.Mysql;
import io.backout.tool.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks whether what was true when the plan was signed is still true. */
public final class Drift {
    private Drift() {}

    /** @param commits that may be checked out now; the last one is named where another one is */
    public static List<String> ofCode(Tools tools, List<String> commits) {
        String head = tools.git().head();
        return commits.contains(head)
                ? List.of()
                : List.of("the checked-out commit is '%s' instead of '%s'"
                        .formatted(Release.shortCommit(head), Release.shortCommit(commits.get(commits.size() - 1))));
    }

    /** @param marking the migrations that go back may be marked already */
    public static List<String> ofMigrations(Plan plan, Tools tools, boolean marking) {
        List<String> moved = new ArrayList<>();
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

    /** What moved in the tables that are to take live's place; asked until they do. */
    public static List<String> ofTables(Plan plan, Tools tools, SwapNames names) {
        Restoration restoration = plan.restoration();
        Mysql mysql = tools.mysql();
        if (!restoration.undoing()) {
            return new ShadowSchema(mysql, names).isVerified(restoration.sha256())
                    ? List.of()
                    : List.of("the restored copy `%s` was changed or removed".formatted(names.shadow()));
        }
        boolean away = new PutAways(mysql)
                .find(names)
                .filter(found -> found.schema().equals(names.putAway()))
                .isPresent();
        return away
                ? grown(
                        plan,
                        new CopyComparison(mysql, names.putAway())
                                .look(tools.target().properties().timeLimits().comparison()))
                : List.of("what was put away in `%s` was changed or removed".formatted(names.putAway()));
    }

    /** Losses beyond what the signatures cover. @param now counted a moment ago */
    public static List<String> grown(Plan plan, List<TableLoss> now) {
        Map<String, TableLoss> signed =
                plan.restoration().losses().stream().collect(Collectors.toMap(TableLoss::table, Function.identity()));
        List<String> grown = new ArrayList<>();
        for (TableLoss loss : now) {
            TableLoss before = signed.get(loss.table());
            long bound = before == null ? LossBound.of(0) : before.bound();
            if (loss.affected() > bound) {
                grown.add("table %s would lose %,d rows, more than the %,d that the signatures cover"
                        .formatted(loss.table(), loss.affected(), bound));
            }
        }
        return grown;
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
