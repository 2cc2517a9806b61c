package io.backout.step;

import io.backout.plan.Evidence;
import io.backout.record.Report;
import io.backout.record.Rollback;
import io.backout.record.Symptom;
import io.backout.target.Release;
import io.backout.tool.MigrationState;
import java.util.List;
import java.util.stream.Collectors;

/** What was reported and what Backout saw, as a table. */
final class EvidenceTable {
    private static final int MOST_MIGRATIONS = 10;

    private EvidenceTable() {}

    static void write(Briefing text, Rollback rollback, Evidence evidence) {
        text.line(
                "| What is known | %s UTC |",
                evidence.at().toString().substring(0, 19).replace('T', ' '));
        text.line("|---|---|");
        Report report = rollback.report();
        text.row(
                "Reported by " + rollback.reportedBy(),
                Briefing.quoted(report.texts().reason()));
        if (!report.symptoms().isEmpty()) {
            text.row("Symptoms", report.symptoms().stream().map(Symptom::words).collect(Collectors.joining("; ")));
        }
        if (!report.texts().impact().isEmpty()) {
            text.row("Affected", Briefing.quoted(report.texts().impact()));
        }
        text.row("Release now", releaseNow(evidence));
        text.row(
                "Health",
                evidence.health().healthy()
                        ? "answers well"
                        : Briefing.quoted(evidence.health().problem()));
        text.row("Processes", processes(evidence.processes()));
        text.row("Database", database(evidence.database()));
        text.row("Local changes", localChanges(evidence.code()));
        migrations(text, evidence.migrations());
    }

    /** Those that are just applied are counted: whoever decides looks for the others. */
    private static void migrations(Briefing text, List<MigrationState> migrations) {
        if (migrations.isEmpty()) {
            return;
        }
        List<MigrationState> others = migrations.stream()
                .filter(migration -> migration.kind() != MigrationState.Kind.APPLIED)
                .toList();
        text.line("\n| Migration | In the database, compared with what is checked out |");
        text.line("|---|---|");
        int applied = migrations.size() - others.size();
        if (applied > 0) {
            text.row(others.isEmpty() ? "all %d".formatted(applied) : "%d others".formatted(applied), "applied");
        }
        others.stream()
                .skip(Math.max(0, others.size() - MOST_MIGRATIONS))
                .forEach(migration -> text.row(
                        Briefing.quoted(migration.name()), migration.kind().words()));
        if (others.size() > MOST_MIGRATIONS) {
            text.row(
                    "%d older ones".formatted(others.size() - MOST_MIGRATIONS),
                    "in such states, too; the evidence in the API lists them");
        }
    }

    private static String releaseNow(Evidence evidence) {
        return evidence.headRelease()
                .map(release -> release.name() + " (" + Briefing.quoted(release.subject()) + ")")
                .orElse(
                        evidence.code().problem().isEmpty()
                                ? Release.shortCommit(evidence.code().head())
                                : Briefing.quoted(evidence.code().problem()));
    }

    private static String processes(Evidence.Processes processes) {
        if (!processes.problem().isEmpty()) {
            return Briefing.quoted(processes.problem());
        }
        return processes.list().stream()
                .map(process ->
                        "%s is %s, restarts: %d".formatted(process.name(), process.status(), process.restarts()))
                .collect(Collectors.joining("; "));
    }

    private static String database(Evidence.Database database) {
        return database.reachable()
                ? "answers; %d migrations applied, %d failed"
                        .formatted(database.applied().size(), database.failed().size())
                : Briefing.quoted(database.problem());
    }

    private static String localChanges(Evidence.Code code) {
        List<String> changed = code.localChanges();
        return changed.isEmpty() && code.untracked().isEmpty()
                ? "none"
                : "%d changed files (kept as a patch), %d untracked (stay where they are)"
                        .formatted(changed.size(), code.untracked().size());
    }
}
