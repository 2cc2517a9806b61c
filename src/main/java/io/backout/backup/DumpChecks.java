package io.backout.backup;

import static io.backout.backup.BackupFinding.doubt;
import static io.backout.backup.BackupFinding.fault;
import static io.backout.backup.BackupFinding.note;

import io.backout.backup.DumpProblem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether a dump is whole and of one database, by what stands in it. */
record DumpChecks(Dump dump) {
    private static final int SHOWN = 3;
    private static final String ANOTHER = "do not restore it; choose another set or take a new one.";

    List<BackupFinding> findings() {
        List<BackupFinding> findings = new ArrayList<>();
        if (dump.bytes() == 0) {
            return List.of(fault("the dump is empty, so nothing can be restored from it; " + ANOTHER));
        }
        structure(findings);
        if (!dump.header().complete() && dump.problems(Kind.STRUCTURE).isEmpty()) {
            findings.add(isBare() ? bare() : cut());
        }
        if (dump.tables().isEmpty()) {
            findings.add(fault("the dump defines no table, so it is not the backup of an application; " + ANOTHER));
        }
        some(dump.problems(Kind.FORBIDDEN)).forEach(problem -> findings.add(fault(forbidden(problem))));
        some(dump.problems(Kind.LEFT_OUT))
                .forEach(problem -> findings.add(note("the dump %s at byte %,d; it is not carried out by Backout."
                        .formatted(problem.what(), problem.offset()))));
        charset(findings);
        engines(findings);
        return findings;
    }

    private void structure(List<BackupFinding> findings) {
        some(dump.problems(Kind.STRUCTURE))
                .forEach(problem -> findings.add(fault(
                        "the dump %s (byte %,d of the SQL), so it is cut or damaged and would restore only in part; %s"
                                .formatted(problem.what(), problem.offset(), ANOTHER))));
    }

    /** Without comments nobody says where it ends. */
    private boolean isBare() {
        return dump.header().client().isEmpty() && dump.header().serverVersion().isEmpty();
    }

    private static BackupFinding bare() {
        return doubt(
                "the dump was written without comments (--skip-comments or --compact), so nothing in it says that it is"
                        + " complete; take the next ones without these options.");
    }

    private static BackupFinding cut() {
        return fault(
                "the dump lacks its last line '-- Dump completed', so it was cut, perhaps between two tables, and tables"
                        + " may be missing; " + ANOTHER);
    }

    private static String forbidden(DumpProblem problem) {
        String meaning = problem.what().matches(".*'(?i:USE|CREATE DATABASE)\\b.*")
                ? "it was made with --databases or --all-databases and would be restored over a database by its name"
                : "it would act outside of the tables that are restored";
        return "the dump %s at byte %,d, so %s; take backups of one database, without these options."
                .formatted(problem.what(), problem.offset(), meaning);
    }

    private void charset(List<BackupFinding> findings) {
        String charset = dump.header().charset().toLowerCase(Locale.ROOT);
        if (!charset.equals("utf8mb4")) {
            findings.add(doubt(
                    "the dump was written in the character set '%s' and not in utf8mb4, so characters such as emoji may have become '?'; take the next ones with --default-character-set=utf8mb4."
                            .formatted(charset.isEmpty() ? "unknown" : charset)));
        }
    }

    private void engines(List<BackupFinding> findings) {
        Map<String, String> others = dump.tables().stream()
                .filter(table -> !table.engine().matches("(?i)InnoDB|"))
                .collect(Collectors.toMap(
                        DumpTable::engine,
                        DumpTable::name,
                        (some, more) -> some + ", " + more,
                        java.util.TreeMap::new));
        others.forEach((engine, tables) -> findings.add(doubt(
                "tables of engine %s take no part in transactions, so these were perhaps not dumped at one moment with the others: %s; convert them to InnoDB."
                        .formatted(engine, tables))));
    }

    private static List<DumpProblem> some(List<DumpProblem> problems) {
        return problems.subList(0, Math.min(SHOWN, problems.size()));
    }
}
