package io.backout.step;

import io.backout.approval.Person;
import io.backout.process.StuckJobs;
import io.backout.record.Ledger;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.StepRun;
import io.backout.record.StepRun.State;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Goes on behind a stuck step: the ledger says so before the rollback goes on, so that no crash runs it after all. */
@Component
class SkippedSteps {
    static final String SKIPPED = "SKIPPED";
    static final String CLARIFIED = "CLARIFIED";

    private final Ledger ledger;
    private final RollbackRecord record;
    private final StuckJobs stuckJobs;

    SkippedSteps(Ledger ledger, RollbackRecord record, StuckJobs stuckJobs) {
        this.ledger = ledger;
        this.record = record;
        this.stuckJobs = stuckJobs;
    }

    /** @param sentence who wanted it and why, and who consented */
    void skip(StepRun failed, Person person, String sentence) {
        ledger.skip(failed, sentence);
        note(failed, person, SKIPPED, sentence);
        stuckJobs.retry(failed.rollbackId());
    }

    /** Counts a step as done whose end nobody saw. @param sentence who says so, how they know, and who consented */
    void happened(StepRun unknown, Person person, String sentence) {
        ledger.end(unknown.id(), State.SUCCEEDED, sentence, unknown.output(), Map.of());
        note(unknown, person, CLARIFIED, sentence);
        stuckJobs.retry(unknown.rollbackId());
    }

    /** The step looks at the target once more, and whoever must answers anew. */
    void askAnew(StepRun unknown) {
        stuckJobs.retry(unknown.rollbackId());
    }

    void note(StepRun run, Person person, String action, String sentence) {
        record.note(run.rollbackId(), person.id(), action, sentence);
    }

    void refused(Rollback rollback, Person person, String sentence) {
        record.note(rollback.id(), person.id(), "SKIP_NOT_ALLOWED", sentence);
    }
}
