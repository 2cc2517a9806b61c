package io.backout.step;

import io.backout.approval.Duty;
import io.backout.approval.Signatures;
import io.backout.plan.Drift;
import io.backout.plan.Plan;
import io.backout.plan.Step;
import io.backout.process.Variables;
import io.backout.record.CommandRequest;
import io.backout.record.Ledger;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import io.backout.record.StepRun.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.springframework.stereotype.Component;

/** May this step run? Asked of our own tables, so that no token move or variable edit reaches an unsigned command. */
@Component
class StepGuard {
    static final String DRIFT = "DRIFT";
    /** People, whatever the table of required approvals says. */
    private static final int FOUR_EYES = 2;

    private final Signatures signatures;
    private final Rollbacks rollbacks;
    private final Ledger ledger;
    private final RollbackRecord record;
    private final Progress progress;

    StepGuard(Signatures signatures, Rollbacks rollbacks, Ledger ledger, RollbackRecord record, Progress progress) {
        this.signatures = signatures;
        this.rollbacks = rollbacks;
        this.ledger = ledger;
        this.record = record;
        this.progress = progress;
    }

    /**
     * A person's request to stop or climb, as the BPMN error that the level's boundary event catches.
     *
     * @param when "before" the step or "in" it
     */
    void requireUninterrupted(Rollback rollback, Step step, String when) {
        rollback.command().ifPresent(request -> {
            throw interrupted(rollback, step, when, request);
        });
    }

    private BpmnError interrupted(Rollback rollback, Step step, String when, CommandRequest request) {
        String sentence = "'%s' asked to %s %s step '%s': %s; %s"
                .formatted(
                        request.by(),
                        request.kind().words(),
                        when,
                        step.label(),
                        request.reason(),
                        progress.done(rollback));
        rollbacks.say(rollback.id(), sentence);
        record.note(rollback.id(), request.by(), request.kind().name(), sentence);
        return new BpmnError(Variables.interruption(request.kind()), sentence);
    }

    /** @throws StepNotAllowedException when somebody started a process instance of their own for this rollback */
    void requireOwn(Rollback rollback, Step step, String instanceId) {
        if (!rollbacks.belongsTo(rollback.id(), instanceId)) {
            throw refused(rollback, step, "the rollback was not started by this process instance");
        }
    }

    /** @throws StepNotAllowedException when a token was moved to a level before there was anything to sign */
    void requirePlan(Rollback rollback, Step step) {
        if (rollback.planId().isEmpty()) {
            throw refused(rollback, step, "the rollback has no plan");
        }
    }

    /** @throws StepNotAllowedException when this step of this plan was not signed, whoever moved the token here */
    void requireSigned(StepContext context, Step step) {
        Rollback rollback = context.rollback();
        Plan plan = context.plan().plan();
        String refusal = null;
        if (rollback.ended()) {
            refusal = "the rollback is over";
        } else if (!plan.feasible()
                || plan.steps().stream().noneMatch(planned -> planned.step().equals(step.id()))) {
            refusal = "the plan does not contain it";
        } else if (!plan.hash().equals(context.plan().hash())) {
            refusal = "the stored plan is not the one that was offered for signature";
        } else if (!step.precedesSignatures(plan.level())) {
            List<Duty> missing =
                    signatures.missing(context.plan().id(), context.plan().hash(), plan.signatures());
            if (!plan.restoration().none() && !plan.restoration().proven()) {
                refusal = "what it loses was not counted in a proven copy";
            }
            if (plan.level() > 1
                    && signatures.people(context.plan().id(), context.plan().hash()) < FOUR_EYES) {
                refusal = "the plan was not signed by two people";
            }
            if (!missing.isEmpty()) {
                refusal = "the plan lacks the signature of "
                        + missing.stream().map(Duty::id).toList();
            }
        }
        if (refusal != null) {
            throw refused(rollback, step, refusal);
        }
    }

    private StepNotAllowedException refused(Rollback rollback, Step step, String refusal) {
        record.note(
                rollback.id(),
                RollbackRecord.BACKOUT,
                "REFUSED",
                "step '%s' was not run: %s".formatted(step.label(), refusal));
        return new StepNotAllowedException(rollback.id(), step, refusal);
    }

    /**
     * What was true when the plan was signed must still be true; what moved stops the level.
     *
     * @param mayBeLeft asked only where something moved
     */
    void requireNoDrift(StepContext context, Step step, BooleanSupplier mayBeLeft) {
        List<String> moved = moved(context, step);
        if (!moved.isEmpty() && mayBeLeft.getAsBoolean()) {
            String sentence = "stopped before step '%s', because since the plan was signed %s; %s"
                    .formatted(step.label(), String.join("; ", moved), progress.done(context.rollback()));
            rollbacks.say(context.rollback().id(), sentence);
            record.note(context.rollback().id(), RollbackRecord.BACKOUT, DRIFT, sentence);
            throw new BpmnError(DRIFT, sentence);
        }
    }

    private List<String> moved(StepContext context, Step step) {
        Plan plan = context.plan().plan();
        Map<String, State> tried = ledger.lastStates(context.plan().id());
        List<String> moved = new ArrayList<>(Drift.ofCode(context.tools(), expectedCommits(plan, tried)));
        boolean swapped = tried.containsKey(Step.CUT_OVER.id()) || tried.containsKey(Step.SWAP_BACK.id());
        if (!swapped) {
            moved.addAll(
                    Drift.ofMigrations(plan, context.tools(), tried.containsKey(Step.MARK_MIGRATION_ROLLED_BACK.id())));
        }
        if (!tried.containsKey(Step.REVERT_SCHEMA_CHANGES.id())) {
            moved.addAll(Drift.ofSchema(plan, context.tools()));
        }
        if (step.precedesSignatures(plan.level())) {
            return moved;
        }
        if (!plan.restoration().none() && !swapped) {
            moved.addAll(Drift.ofTables(plan, context.tools(), context.schemas()));
        }
        if (!tried.containsKey(Step.SWITCH_RELEASE.id())
                && plan.route().prepares()
                && !Trees.exists(context.workspace().prepared())) {
            moved.add("the release that was prepared beside the live one was removed");
        }
        return moved;
    }

    /** Where HEAD may be: a switch that was interrupted leaves it on either side, one that was skipped was done by hand. */
    private static List<String> expectedCommits(Plan plan, Map<String, State> tried) {
        Plan.Route route = plan.route();
        return Optional.ofNullable(tried.get(Step.SWITCH_RELEASE.id()))
                .map(state -> state.isDone() ? List.of(route.to()) : List.of(route.from(), route.to()))
                .orElse(List.of(route.from()));
    }
}
