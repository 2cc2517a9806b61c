package io.backout.step;

import io.backout.backup.Backups;
import io.backout.backup.JudgedBackup;
import io.backout.process.Variables;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Verify backup: reads its dump whole once more; a set that is not sound is an answer, not an error. */
@Component
class VerifyBackupDelegate extends StepDelegate {
    private final RestoredBackup backup;
    private final Clock clock;

    VerifyBackupDelegate(StepRunner runner, RestoredBackup backup, Clock clock) {
        super(runner);
        this.backup = backup;
        this.clock = clock;
    }

    @Override
    protected StepResult perform(StepContext context) {
        String name = context.plan().plan().restoration().backup();
        JudgedBackup judged = new Backups(context.tools(), backup.dataDirectory(), clock)
                .verify(List.of(name))
                .get(0);
        if (!judged.sound()) {
            return answer(
                    false,
                    "backup set '%s' is %s: %s; nothing was touched"
                            .formatted(
                                    name,
                                    judged.verdict(),
                                    judged.findings().get(0).sentence()));
        }
        long rows = backup.inspection(context).dump().rows();
        return answer(true, "backup set '%s' is sound: read whole, %,d rows, bytes as planned".formatted(name, rows));
    }

    private static StepResult answer(boolean sound, String message) {
        return new StepResult(message, Map.of(Variables.PREPARED, sound));
    }
}
