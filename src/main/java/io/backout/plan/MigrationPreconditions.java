package io.backout.plan;

import io.backout.record.Json;
import io.backout.record.Sha256;
import io.backout.tool.Migration;
import io.backout.tool.Mysql;
import io.backout.tool.Schema;
import io.backout.tool.SchemaChange;
import io.backout.tool.SchemaStatement;
import io.backout.tool.ScratchSchema;
import io.backout.tool.Snapshot;
import io.backout.tool.ToolException;
import io.backout.tool.Tools;
import java.util.ArrayList;
import java.util.List;

/** What must hold so that the database can be taken back to a release, and the way back when it holds. */
record MigrationPreconditions(List<Finding> findings, WayBack wayBack) {
    private static final String REHEARSED = "the way back of the schema was rehearsed";
    private static final String DOWN = "say in a 'down.sql' beside the migration how to go back, or choose level 3.";

    static MigrationPreconditions look(Tools tools, Evidence evidence, String commit) {
        HistoryPreconditions history = new HistoryPreconditions(tools.git(), evidence, commit);
        List<Finding> findings = new ArrayList<>(history.levelTwo());
        WayBack wayBack = WayBack.NONE;
        if (findings.stream().allMatch(Finding::holds)) {
            try {
                wayBack = rehearse(tools, history, commit, findings);
            } catch (ToolException e) {
                findings.add(Finding.fails(REHEARSED, e.fact(), e.hint()));
            }
        }
        return new MigrationPreconditions(List.copyOf(findings), wayBack);
    }

    private static WayBack rehearse(Tools tools, HistoryPreconditions history, String commit, List<Finding> findings) {
        List<String> back = history.toTakeBack();
        Mysql mysql = tools.mysql();
        List<String> missing = mysql.missingPrivileges();
        findings.add(Finding.of(
                "the database administrator may change the schema",
                missing.isEmpty(),
                "the database administrator lacks %s on database '%s'".formatted(missing, mysql.database()),
                "GRANT %s ON `%s`.* to the account of 'database-administrator'."
                        .formatted(String.join(", ", missing), mysql.database())));
        List<Migration> release = Migration.of(tools.git(), commit);
        Schema live = mysql.wholeSchema();
        Schema wanted = new ScratchSchema(mysql).build(release);
        WayBackSearch search =
                new WayBackSearch(mysql, new MigrationFolders(tools.target().directory(), tools.git()), release);
        List<SchemaStatement> statements = search.statements(back, history.failed());
        findings.add(Finding.holds(REHEARSED, "ok"));
        findings.add(Finding.of(
                "every change of the schema can be taken back",
                search.impossible().isEmpty(),
                String.join("; ", search.impossible()),
                DOWN));
        findings.add(Finding.of(
                "there is something to take back",
                !back.isEmpty() || !statements.isEmpty() || !search.impossible().isEmpty(),
                "the database is already as the release needs it",
                "choose level 1: only the application has to go back."));
        List<String> inTheWay = RowsInTheWay.of(mysql, statements);
        findings.add(Finding.of(
                "every row fits into the release's schema",
                inTheWay.isEmpty(),
                String.join("; ", inTheWay),
                "change these rows and try again; or " + DOWN));
        List<SchemaChange> destroyed = Losses.of(live, wanted, statements);
        long bytes = Snapshot.expectedBytes(mysql, destroyed);
        long limit = tools.target().properties().snapshotLimit().toBytes();
        findings.add(Finding.of(
                "what is lost can be kept",
                bytes <= limit,
                "the snapshot of what is lost would take about %,d bytes, more than the limit of %,d"
                        .formatted(bytes, limit),
                "raise 'snapshot-limit' where there is room, or choose level 3."));
        return new WayBack(
                back,
                statements,
                destroyed.stream()
                        .map(change -> Loss.of(change, mysql.countAsAdministrator(change.losing())))
                        .toList(),
                hash(live),
                bytes);
    }

    static String hash(Schema schema) {
        return Sha256.of(Json.write(schema));
    }
}
