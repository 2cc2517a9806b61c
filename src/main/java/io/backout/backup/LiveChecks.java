package io.backout.backup;

import static io.backout.backup.BackupFinding.doubt;
import static io.backout.backup.BackupFinding.fault;
import static io.backout.backup.BackupFinding.note;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether a set belongs to the target's database, and fits its server. */
record LiveChecks(BackupSet set, Dump dump, Expectation live) {
    private static final long OLD_DAYS = 7;

    List<BackupFinding> findings() {
        List<BackupFinding> findings = new ArrayList<>();
        String database = dump.header().database();
        if (!database.isEmpty() && !database.equals(live.database())) {
            findings.add(fault(
                    "the dump is of database '%s' and not of '%s'; do not restore it; choose a set of this database."
                            .formatted(database, live.database())));
        }
        server(findings);
        tables(findings);
        long days = Duration.between(set.taken(), live.now()).toDays();
        if (days >= OLD_DAYS) {
            findings.add(
                    note("the dump is %d days old, so everything written since would be lost; look for a newer one."
                            .formatted(days)));
        }
        return findings;
    }

    private void server(List<BackupFinding> findings) {
        if (live.serverVersion().isEmpty()) {
            findings.add(
                    note(
                            "the live server did not answer, so the dump was not compared with it; verify it again before it is used."));
        } else if (!dump.header().serverVersion().isEmpty()) {
            ServerVersion then = new ServerVersion(dump.header().serverVersion());
            ServerVersion now = new ServerVersion(live.serverVersion());
            if (!then.flavour().equals(now.flavour()) || then.isNewerThan(now)) {
                findings.add(fault(
                        "the dump was made on %s %s, which the live server (%s %s) may not understand; restore it on a server of that version."
                                .formatted(then.flavour(), then.text(), now.flavour(), now.text())));
            }
        }
    }

    /** What migrations added since is no loss; anything else may have been left out. */
    private void tables(List<BackupFinding> findings) {
        Set<String> missing = new TreeSet<>(live.tables());
        dump.tableNames().forEach(missing::remove);
        List<String> inOtherCase = missing.stream()
                .filter(name -> dump.tableNames().stream().anyMatch(name::equalsIgnoreCase))
                .toList();
        if (!inOtherCase.isEmpty()) {
            findings.add(fault(
                    "the dump writes names in another case (lower_case_table_names) than the live database, where the application looks for: %s; choose a set of this server."
                            .formatted(String.join(", ", inOtherCase))));
        }
        // What the set's own migrations build is missed by other checks.
        missing.removeAll(MigrationTables.in(live.migrations()).tables());
        missing.removeAll(MigrationTables.in(set.migrations()).tables());
        missing.remove(PrismaRows.TABLE);
        if (!missing.isEmpty()) {
            String which = String.join(", ", missing);
            findings.add(
                    set.hasManifest()
                            ? note("the live database has tables that were not there when the set was taken: " + which
                                    + ".")
                            : doubt(
                                    "the live database has tables that the dump lacks and no later migration builds: %s; make sure that they did not exist when it was taken."
                                            .formatted(which)));
        }
    }
}
