package io.backout.backup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says whether a backup set can be restored from. */
public final class BackupVerification {
    private final Inspections inspections;

    public BackupVerification(Inspections inspections) {
        this.inspections = inspections;
    }

    /** Reads the dump whole, also when it was read before: bytes can change while size and time do not. */
    public BackupVerdict verify(BackupSet set, Expectation live) {
        Optional<Path> dump = set.dump();
        if (dump.isEmpty()) {
            return BackupVerdict.of(List.of(withoutDump()));
        }
        Optional<Inspection> before = inspections.find(dump.get());
        Inspection now = inspections.inspect(dump.get());
        List<BackupFinding> findings = new ArrayList<>();
        if (before.isPresent()
                && !before.get().file().sha256().equals(now.file().sha256())) {
            findings.add(BackupFinding.fault(
                    "the dump's bytes changed since it was read before although its size and time did"
                            + " not, so the disk cannot be trusted; choose another set."));
        }
        findings.addAll(findings(set, now, live));
        return BackupVerdict.of(findings);
    }

    /** By what was found when the dump was read last; does not read it. */
    public BackupVerdict recall(BackupSet set, Expectation live) {
        Optional<Path> dump = set.dump();
        if (dump.isEmpty()) {
            return BackupVerdict.of(List.of(withoutDump()));
        }
        return inspections
                .find(dump.get())
                .map(known -> judge(set, known, live))
                .orElse(new BackupVerdict(BackupVerdict.Kind.NOT_READ, List.of()));
    }

    static BackupVerdict judge(BackupSet set, Inspection inspection, Expectation live) {
        return BackupVerdict.of(findings(set, inspection, live));
    }

    private static List<BackupFinding> findings(BackupSet set, Inspection inspection, Expectation live) {
        List<BackupFinding> findings = new ArrayList<>(new SetChecks(set, inspection).findings());
        Dump dump = inspection.dump();
        findings.addAll(new DumpChecks(dump).findings());
        if (dump.bytes() > 0) {
            findings.addAll(new MigrationChecks(dump, MigrationTables.in(set.migrations())).findings());
            findings.addAll(new LiveChecks(set, dump, live).findings());
        }
        return findings;
    }

    private static BackupFinding withoutDump() {
        return BackupFinding.fault(
                "the set has no '%s' (or .gz, .zst), so there is nothing to restore; choose another set."
                        .formatted(BackupSet.DUMP));
    }
}
