package io.backout.plan;

import io.backout.record.Report;
import io.backout.record.Symptom;
import io.backout.target.Release;
import io.backout.target.Target;
import io.backout.tool.Migration;
import io.backout.tool.MigrationState;
import io.backout.tool.Tools;
import java.util.Map;

/** Evidence and symptoms as the decision table asks for them. */
public final class Situation {
    private Situation() {}

    public static Map<String, Object> of(Target target, Evidence evidence, Report report, Tools.Factory tools) {
        return Map.of(
                "databaseReachable", evidence.database().reachable(),
                "failedMigration", !evidence.database().failed().isEmpty(),
                "databaseAhead", databaseAhead(target, evidence, tools),
                "dataDamaged", report.symptoms().contains(Symptom.DATA_DAMAGED),
                "healthy", evidence.health().healthy(),
                "immediateSymptom", Symptom.anyImmediate(report.symptoms()),
                "considerSymptom", Symptom.anyToConsider(report.symptoms()),
                "releaseKnown", evidence.preselected().isPresent());
    }

    private static boolean databaseAhead(Target target, Evidence evidence, Tools.Factory tools) {
        return evidence.preselected()
                .map(Release::commit)
                .map(commit -> Migration.of(tools.reading(target).git(), commit))
                .map(release -> MigrationState.of(evidence.database().migrations(), release))
                .filter(states -> states.stream().anyMatch(state -> state.kind() == MigrationState.Kind.UNKNOWN))
                .isPresent();
    }
}
