package io.backout.backup;

import static io.backout.backup.BackupFinding.fault;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a set is what its manifest says, and has everything that the plan puts into one. */
record SetChecks(BackupSet set, Inspection inspection) {
    private static final String ANOTHER = "choose another set or take a new one.";

    List<BackupFinding> findings() {
        List<BackupFinding> findings = new ArrayList<>();
        if (!Files.isDirectory(set.migrations())) {
            findings.add(fault("the set has no '%s', so the code cannot be made to fit the data; %s"
                    .formatted(BackupSet.MIGRATIONS, ANOTHER)));
        }
        if (!Files.isRegularFile(set.schema())) {
            findings.add(fault("the set has no '%s', so the client cannot be made to fit the data; %s"
                    .formatted(BackupSet.SCHEMA, ANOTHER)));
        }
        if (set.hasManifest()) {
            manifest(findings);
        }
        return findings;
    }

    private void manifest(List<BackupFinding> findings) {
        Optional<BackupManifest> manifest = set.manifest().filter(BackupManifest::intact);
        if (manifest.isEmpty()) {
            findings.add(fault("the set's %s cannot be understood or was changed, so it proves nothing; %s"
                    .formatted(BackupManifest.NAME, ANOTHER)));
            return;
        }
        FileFacts taken = manifest.get().file();
        if (!taken.sha256().equals(inspection.file().sha256())) {
            findings.add(fault(
                    "the dump is not the one that was taken: it has %,d bytes with SHA-256 %.12s…, and had %,d with %.12s…; %s"
                            .formatted(
                                    inspection.file().size(),
                                    inspection.file().sha256(),
                                    taken.size(),
                                    taken.sha256(),
                                    ANOTHER)));
        }
        if (!manifest.get().files().equals(SetFiles.of(set))) {
            findings.add(fault("files of '%s' or '%s' are not those that were taken; %s"
                    .formatted(BackupSet.MIGRATIONS, BackupSet.SCHEMA, ANOTHER)));
        }
    }
}
