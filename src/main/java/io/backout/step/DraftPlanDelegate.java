package io.backout.step;

import io.backout.approval.Duty;
import io.backout.approval.Signatures;
import io.backout.plan.Evidence;
import io.backout.plan.Plan;
import io.backout.plan.Plans;
import io.backout.process.Heartbeat;
import io.backout.process.Variables;
import io.backout.record.Choice;
import io.backout.record.Decision;
import io.backout.record.Json;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.RollbackState;
import io.backout.record.Rollbacks;
import io.backout.target.Target;
import io.backout.target.Targets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Draft plan: the exact steps of the decided level, or why it cannot be carried out. The decision signs level 1. */
@Component
class DraftPlanDelegate extends RollbackDelegate {
    private final Planning planning;
    private final Targets targets;
    private final Signatures signatures;
    private final RollbackRecord record;

    DraftPlanDelegate(
            Heartbeat heartbeat,
            Rollbacks rollbacks,
            Planning planning,
            Targets targets,
            Signatures signatures,
            RollbackRecord record) {
        super(heartbeat, rollbacks);
        this.planning = planning;
        this.targets = targets;
        this.signatures = signatures;
        this.record = record;
    }

    @Override
    void perform(DelegateExecution execution, String rollbackId) {
        Rollback rollback = rollbacks.require(rollbackId);
        Target target = targets.require(rollback.target());
        Decision decision = rollback.decision().orElseThrow();
        Evidence evidence = evidence(rollback, target);
        Plan plan = planning.planner().draft(target, choice(rollback, decision), evidence, rollbackId);
        // Only now: the row stays locked until the engine commits, and a request to stop must not wait for the planner.
        rollbacks.moveTo(rollbackId, RollbackState.PREPARING);
        rollbacks.saveEvidence(rollbackId, Json.write(evidence));
        Plans.Stored stored = planning.plans().save(rollbackId, plan);
        rollbacks.plan(rollbackId, stored.id());
        boolean decided = rollbacks.useDecision(rollbackId);
        Optional<String> refusal = plan.refusal();
        // A level that was escalated to is not asked for by a person: its reason stays. A decision cleared the message.
        String why = rollback.message().isEmpty() ? "" : rollback.message() + "; ";
        rollbacks.say(rollbackId, refusal.map(why::concat).orElse(rollback.message()));
        if (refusal.isPresent()) {
            record.noteIfCommitted(
                    rollbackId,
                    RollbackRecord.BACKOUT,
                    "REFUSED",
                    "level %d cannot be carried out: %s".formatted(plan.level(), refusal.get()));
        } else if (decided && plan.signatures().equals(List.of(Duty.INCIDENT_COMMANDER))) {
            signatures.sign(stored.id(), stored.hash(), Duty.INCIDENT_COMMANDER, decision.by(), decision.reason());
            planning.files().write(rollbackId, stored, "%s: %s".formatted(decision.by(), decision.reason()));
            record.noteIfCommitted(
                    rollbackId,
                    decision.by(),
                    "SIGNED",
                    "signed plan %s by deciding for level %d: back from %s to %s"
                            .formatted(
                                    stored.hash(),
                                    plan.level(),
                                    plan.route().from(),
                                    plan.route().to()));
        }
        Variables.answer(execution, Map.of(Variables.FEASIBLE, plan.feasible()));
    }

    /** Whoever climbs goes on to the same release: the level before may have it checked out by now. */
    private Choice choice(Rollback rollback, Decision decision) {
        if (rollback.level() == decision.level()) {
            return decision.choice();
        }
        Optional<String> before = rollback.planId()
                .flatMap(planning.plans()::find)
                .map(stored -> stored.plan().route().to())
                .filter(release -> !release.isEmpty())
                .or(decision.choice()::release);
        return Choice.ofLevel(rollback.level(), before);
    }

    /** The first plan uses what was gathered for the decision in the same breath; later ones look again. */
    private Evidence evidence(Rollback rollback, Target target) {
        boolean first = rollback.planId().isEmpty() && rollback.report().named().isPresent();
        Optional<String> gathered = first ? rollbacks.findEvidence(rollback.id()) : Optional.empty();
        return gathered.map(json -> Json.read(json, Evidence.class))
                .orElseGet(() -> planning.watch().look(target, rollback.id()));
    }
}
