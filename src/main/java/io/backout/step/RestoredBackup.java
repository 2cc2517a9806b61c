package io.backout.step;

import io.backout.backup.BackupSet;
import io.backout.backup.BackupSets;
import io.backout.backup.Inspection;
import io.backout.backup.Inspections;
import io.backout.target.BackoutProperties;
import io.backout.tool.ToolException;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The backup that a plan of level 3 restores, as it was read when it was verified. */
@Component
class RestoredBackup {
    private final Path dataDirectory;

    RestoredBackup(BackoutProperties properties) {
        this.dataDirectory = properties.dataDirectory().toAbsolutePath();
    }

    Path dataDirectory() {
        return dataDirectory;
    }

    BackupSet set(StepContext context) {
        return new BackupSets(context.tools().target())
                .require(context.plan().plan().restoration().backup());
    }

    Path file(StepContext context) {
        return set(context).dump().orElseThrow(() -> changed(context));
    }

    /** @throws ToolException when the file is another one than the plan names */
    Inspection inspection(StepContext context) {
        return new Inspections(dataDirectory)
                .find(file(context))
                .filter(found -> found.file()
                        .sha256()
                        .equals(context.plan().plan().restoration().sha256()))
                .orElseThrow(() -> changed(context));
    }

    /** Of each table as it was when the backup was taken; none where its manifest does not tell. */
    Map<String, Long> checksums(StepContext context) {
        return set(context).checksums(context.tools().mysql().facts().serverVersion());
    }

    private static ToolException changed(StepContext context) {
        return new ToolException(
                "the dump of backup set '%s' is not the one that was planned with"
                        .formatted(context.plan().plan().restoration().backup()),
                "ask the incident commander to stop, and to decide again with a set that nobody writes to.");
    }
}
