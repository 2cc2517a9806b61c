package io.backout.plan;

import io.backout.backup.BackupSet;
import io.backout.backup.BackupSets;
import io.backout.backup.Backups;
import io.backout.backup.CutOverFinding;
import io.backout.backup.CutOverPreconditions;
import io.backout.backup.Dump;
import io.backout.backup.Inspection;
import io.backout.backup.Inspections;
import io.backout.backup.JudgedBackup;
import io.backout.backup.StoredObjects;
import io.backout.backup.SwapNames;
import io.backout.plan.DataLossPreview.BackupTable;
import io.backout.record.Choice;
import io.backout.tool.Mysql;
import io.backout.tool.ToolException;
import io.backout.tool.Tools;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What must hold so that a backup set can take the live database's place; looks, and changes nothing live. */
final class RestorePreconditions {
    private static final String CHOSEN = "a backup set is chosen";
    private static final String SOUND = "the backup set is sound";
    private static final String CUT_OVER = "the restored tables can take the live ones' place";
    /** Of the counting, and again of reading the binary log: nobody waits longer for a first impression. */
    private static final Duration PREVIEW = Duration.ofSeconds(20);

    private final Tools tools;
    private final Path dataDirectory;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();

    RestorePreconditions(Tools tools, Path dataDirectory, Clock clock) {
        this.tools = tools;
        this.dataDirectory = dataDirectory;
        this.clock = clock;
    }

    DatabasePreconditions look(Choice choice, SwapNames names) {
        try {
            return examine(choice, names);
        } catch (ToolException e) {
            findings.add(Finding.fails(CUT_OVER, e.fact(), e.hint()));
            return DatabasePreconditions.refused(findings);
        }
    }

    private DatabasePreconditions examine(Choice choice, SwapNames names) {
        if (choice.backup().isEmpty()) {
            return refuse(
                    CHOSEN,
                    "no backup set was chosen to restore",
                    "choose one from the list, which says which are sound and which release each belongs to.");
        }
        JudgedBackup judged = judged(choice.backup().get());
        if (!judged.sound()) {
            return refuse(SOUND, unsound(judged), "choose another set, or take a new one.");
        }
        findings.add(Finding.holds(SOUND, "ok"));
        BackupRelease release = BackupRelease.of(tools.git(), choice, judged);
        findings.add(release.known());
        if (release.commit().isEmpty()) {
            return DatabasePreconditions.refused(findings);
        }
        BackupSet set = new BackupSets(tools.target()).require(judged.name());
        Inspection inspection = inspection(set);
        findings.add(release.fits(tools.git(), inspection.dump()));
        findings.add(client());
        findings.addAll(new RestoreSpace(tools, dataDirectory).look(inspection.dump()));
        new CutOverPreconditions(tools.mysql(), names)
                .check(StoredObjects.of(inspection.dump()))
                .forEach(this::inTheWay);
        Restoration restoration = new Restoration(
                set.name(),
                inspection.file().sha256(),
                "",
                choice.stopsWriting(),
                false,
                preview(tools.mysql(), set, inspection.dump()));
        return new DatabasePreconditions(List.copyOf(findings), release.commit(), names, restoration);
    }

    /** The present database is dumped before anything else. */
    private Finding client() {
        String name = "the client that dumps the present database can be run";
        try {
            tools.mysqlDump().client(tools.mysql().facts().serverVersion());
            return Finding.holds(name, "ok");
        } catch (ToolException e) {
            return Finding.fails(name, e.fact(), e.hint());
        }
    }

    private DatabasePreconditions refuse(String name, String detail, String remedy) {
        findings.add(Finding.fails(name, detail, remedy));
        return DatabasePreconditions.refused(findings);
    }

    private void inTheWay(CutOverFinding finding) {
        findings.add(Finding.fails(CUT_OVER, finding.fact(), finding.remedy()));
    }

    /** A set that nobody has read yet is read now. */
    private JudgedBackup judged(String name) {
        Backups backups = new Backups(tools, dataDirectory, clock);
        JudgedBackup known = backups.recall(name);
        return known.read() ? known : backups.verify(List.of(name)).get(0);
    }

    private static String unsound(JudgedBackup judged) {
        return "backup set '%s' is %s: %s"
                .formatted(
                        judged.name(),
                        judged.verdict(),
                        judged.findings().isEmpty()
                                ? "nothing is known of it"
                                : judged.findings().get(0).sentence());
    }

    private Inspection inspection(BackupSet set) {
        return set.dump()
                .flatMap(new Inspections(dataDirectory)::find)
                .orElseThrow(() -> new ToolException(
                        "the dump of backup set '%s' was changed a moment ago".formatted(set.name()),
                        "wait until nobody writes to it, and choose it again."));
    }

    private List<TableLoss> preview(Mysql mysql, BackupSet set, Dump dump) {
        List<BackupTable> tables = dump.tables().stream()
                .map(table -> new BackupTable(table.name(), table.rows(), table.autoIncrement()))
                .toList();
        LoggedChanges logged = LoggedChanges.of(mysql);
        List<TableLoss> counted = new DataLossPreview(clock, PREVIEW).look(mysql, tables, set.taken());
        return logged.refine(counted, tools.binaryLog(), dump.header().binlog(), PREVIEW);
    }
}
