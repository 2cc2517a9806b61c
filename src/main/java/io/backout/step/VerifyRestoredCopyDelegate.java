package io.backout.step;

import io.backout.backup.CopyFinding;
import io.backout.backup.Dump;
import io.backout.backup.RestoredCopy;
import io.backout.backup.SettledCopy;
import io.backout.backup.ShadowSchema;
import io.backout.backup.TableMarks;
import io.backout.process.Variables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Verify restored copy: against the dump it was restored from; a copy that is not proven is an answer, not an error. */
@Component
class VerifyRestoredCopyDelegate extends StepDelegate {
    private static final int SHOWN = 3;

    private final RestoredBackup backup;

    VerifyRestoredCopyDelegate(StepRunner runner, RestoredBackup backup) {
        super(runner);
        this.backup = backup;
    }

    @Override
    protected StepResult perform(StepContext context) {
        ShadowSchema shadow = new ShadowSchema(context.tools().mysql(), context.schemas());
        Dump dump = backup.inspection(context).dump();
        Duration limit = context.tools().target().properties().timeLimits().comparison();
        List<CopyFinding> findings =
                new RestoredCopy(context.tools().mysql(), shadow, dump, backup.checksums(context)).verify(limit);
        if (!findings.isEmpty()) {
            String some = findings.stream().limit(SHOWN).map(CopyFinding::what).collect(Collectors.joining("; "));
            return answer(
                    false,
                    "the restored copy is not proven, and nothing was touched: %s%s"
                            .formatted(some, findings.size() > SHOWN ? "; and more" : ""));
        }
        shadow.markVerified();
        KeptMarks.PROVEN.keep(context, TableMarks.read(context.tools().mysql(), shadow.name()));
        String notes = SettledCopy.settle(context.tools().mysql(), context.schemas(), context.journals());
        return answer(
                true,
                "the restored copy '%s' is proven: %d tables, %,d rows, definitions, keys and history as in the backup%s"
                        .formatted(shadow.name(), dump.tables().size(), dump.rows(), notes));
    }

    private static StepResult answer(boolean proven, String message) {
        return new StepResult(message, Map.of(Variables.PREPARED, proven));
    }
}
