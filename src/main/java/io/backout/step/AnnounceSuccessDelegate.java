package io.backout.step;

import io.backout.plan.Plan.Route;
import io.backout.plan.Restoration;
import io.backout.process.Heartbeat;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import io.backout.target.ReleaseVerdicts;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Announce success: the release that was left is bad, the one gone back to is verified, the workspace goes. */
@Component
class AnnounceSuccessDelegate extends RollbackDelegate {
    private static final Logger LOG = LoggerFactory.getLogger(AnnounceSuccessDelegate.class);

    private final StepContexts contexts;
    private final ReleaseVerdicts verdicts;
    private final RollbackRecord record;
    private final VerifiedPlans verified;

    AnnounceSuccessDelegate(
            Heartbeat heartbeat,
            Rollbacks rollbacks,
            StepContexts contexts,
            ReleaseVerdicts verdicts,
            RollbackRecord record,
            VerifiedPlans verified) {
        super(heartbeat, rollbacks);
        this.verified = verified;
        this.contexts = contexts;
        this.verdicts = verdicts;
        this.record = record;
    }

    @Override
    void perform(DelegateExecution execution, String rollbackId) {
        Rollback rollback = rollbacks.require(rollbackId);
        if (!verified.contains(rollback)) {
            throw new IllegalStateException(rollbackId
                    + " was not verified; no success is announced\nHINT: stop it, and report the problem anew.");
        }
        StepContext context = contexts.looking(rollback);
        Route route = context.plan().plan().route();
        Restoration restoration = context.plan().plan().restoration();
        verdicts.markGoneBackTo(rollback.target(), route.to(), rollbackId);
        // A level before this one may have left it already; whoever undoes a rollback says nothing about a release.
        Optional<String> left = restoration.undoing()
                ? Optional.empty()
                : verified.releaseLeft(rollback).filter(release -> !release.equals(route.to()));
        left.ifPresent(release -> verdicts.markBad(rollback.target(), release, rollbackId));
        String verifiedAs = "verified%s%s".formatted(database(context), verified.butSkipped(rollback));
        rollbacks.say(rollbackId, "back on release %s, %s".formatted(route.toName(), verifiedAs));
        record.noteIfCommitted(
                rollbackId,
                RollbackRecord.BACKOUT,
                "ANNOUNCED",
                "'%s' is back on release %s, %s%s"
                        .formatted(
                                rollback.target(),
                                route.toName(),
                                verifiedAs,
                                left.isPresent() ? "; the release it left is marked as bad" : ""));
        tidyUp(context);
    }

    private static String database(StepContext context) {
        Restoration restoration = context.plan().plan().restoration();
        if (restoration.none()) {
            return "";
        }
        return restoration.undoing()
                ? ", with the database as it was before %s; what was live until now is kept in schema '%s'"
                        .formatted(restoration.undoes(), context.schemas().undone())
                : ", with backup '%s'; the data before it is kept whole in schema '%s', and 'Undo cut-over' brings it back"
                        .formatted(restoration.backup(), context.schemas().putAway());
    }

    /** What is left over is removed by the next rollback; it must not spoil this one. */
    private static void tidyUp(StepContext context) {
        try {
            context.workspace().remove();
        } catch (RuntimeException e) {
            LOG.warn(
                    "{}: the workspace could not be removed; the next rollback removes it",
                    context.rollback().id(),
                    e);
        }
    }
}
