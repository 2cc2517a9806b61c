package io.backout.step;

import io.backout.plan.Evidence;
import io.backout.plan.Plans;
import io.backout.record.Rollback;
import io.backout.tool.Tools;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * What a step of a level has at hand.
 *
 * @param evidence from before anything was touched
 * @param evidenceDirectory where this rollback keeps what it preserves
 * @param interrupted true once a person asked to stop or to climb
 */
public record StepContext(
        Rollback rollback,
        Plans.Stored plan,
        Evidence evidence,
        Tools tools,
        Path evidenceDirectory,
        BooleanSupplier interrupted) {
    String to() {
        return plan.plan().route().to();
    }

    /** What level 2 destroys, as SQL. */
    Path snapshot() {
        return snapshot(evidenceDirectory);
    }

    static Path snapshot(Path evidenceDirectory) {
        return evidenceDirectory.resolve("snapshot.sql");
    }

    /** Where the release is prepared, beside the live files and on the same file system. */
    Workspace workspace() {
        return new Workspace(tools.git(), rollback.id());
    }
}
