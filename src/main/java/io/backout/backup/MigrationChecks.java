package io.backout.backup;

import static io.backout.backup.BackupFinding.fault;

import io.backout.tool.Migration;
import io.backout.tool.MigrationRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether the dump's history, the set's migration folders and the dump's tables tell the same story. */
record MigrationChecks(Dump dump, MigrationTables folders) {
    private static final String ANOTHER = "do not restore it; choose another set or take a new one.";

    List<BackupFinding> findings() {
        List<BackupFinding> findings = new ArrayList<>();
        if (folders.sqlByName().isEmpty()) {
            return findings;
        }
        if (!dump.tableNames().contains(PrismaRows.TABLE)) {
            return List.of(
                    fault("the dump has no table '%s' although the set has %d migrations, so tables are missing; %s"
                            .formatted(PrismaRows.TABLE, folders.sqlByName().size(), ANOTHER)));
        }
        folders.sqlByName().forEach((name, sql) -> folder(name, sql).ifPresent(findings::add));
        for (MigrationRow row : dump.migrations()) {
            if (row.state() == MigrationRow.State.FAILED) {
                findings.add(fault(
                        "the dump was taken while migration '%s' had failed half-way, so its schema is that of no release; %s"
                                .formatted(row.name(), ANOTHER)));
            } else if (row.applied() && !folders.sqlByName().containsKey(row.name())) {
                findings.add(fault(
                        "migration '%s' is applied in the dump but missing in '%s', so data and code do not belong together; %s"
                                .formatted(row.name(), BackupSet.MIGRATIONS, ANOTHER)));
            }
        }
        Set<String> missing = new TreeSet<>(folders.tables());
        dump.tableNames().forEach(missing::remove);
        if (!missing.isEmpty()) {
            findings.add(fault("the dump lacks tables that its migrations build: %s; %s"
                    .formatted(String.join(", ", missing), ANOTHER)));
        }
        return findings;
    }

    private Optional<BackupFinding> folder(String name, String sql) {
        List<MigrationRow> applied = dump.migrations().stream()
                .filter(row -> row.name().equals(name) && row.applied())
                .toList();
        if (applied.isEmpty()) {
            return Optional.of(fault(
                    "migration '%s' of '%s' is not applied in the dump, so data and code do not belong together; %s"
                            .formatted(name, BackupSet.MIGRATIONS, ANOTHER)));
        }
        return applied.stream().anyMatch(row -> new Migration(name, sql).hasChecksum(row.checksum()))
                ? Optional.empty()
                : Optional.of(fault("migration '%s' of '%s' is not the text that was applied in the dump; %s"
                        .formatted(name, BackupSet.MIGRATIONS, ANOTHER)));
    }
}
