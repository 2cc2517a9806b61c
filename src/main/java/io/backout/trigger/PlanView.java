package io.backout.trigger;

import io.backout.approval.Duty;
import io.backout.plan.Finding;
import io.backout.plan.Plan;
import io.backout.plan.Restoration;
import io.backout.plan.WayBack;
import java.util.List;

/**
 * A plan as the API shows it: what a signature under {@code hash} stands for.
 *
 * @param confirmation what whoever signs has to send along; empty where nothing
 */
record PlanView(
        String target,
        int level,
        boolean feasible,
        Plan.Route route,
        List<Plan.PlannedStep> steps,
        WayBack wayBack,
        Restoration restoration,
        String confirmation,
        List<String> signatures,
        double expectedSeconds,
        double expectedOutageSeconds,
        String hash,
        List<Finding> refusals) {
    static PlanView of(Plan plan) {
        return new PlanView(
                plan.target(),
                plan.level(),
                plan.feasible(),
                plan.route(),
                plan.steps(),
                plan.wayBack(),
                plan.restoration(),
                plan.confirmation(),
                plan.signatures().stream().map(Duty::id).toList(),
                plan.expectedSeconds(),
                plan.expectedOutageSeconds(),
                plan.hash(),
                plan.refusals());
    }
}
