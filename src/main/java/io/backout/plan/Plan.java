package io.backout.plan;

import io.backout.approval.Duty;
import io.backout.record.Json;
import io.backout.record.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The exact steps and commands of one level. A dry run and a rollback are drafted by the same code.
 *
 * @param wayBack of the schema, at level 2
 * @param restoration of the database, at level 3
 * @param signatures duties that must sign it
 * @param deployment of the diagrams that will run it
 * @param refusals why it cannot be carried out; empty = feasible
 */
public record Plan(
        String target,
        int level,
        Route route,
        List<PlannedStep> steps,
        WayBack wayBack,
        Restoration restoration,
        List<Duty> signatures,
        String deployment,
        List<Finding> refusals) {
    /**
     * From where to where.
     *
     * @param from commit that is checked out
     * @param to commit to go back to; empty when none could be chosen
     * @param migrations those that were started and not rolled back, with their checksums
     * @param install dependencies must be installed
     * @param generate the client must be generated
     */
    public record Route(
            String from, String to, String toName, Map<String, String> migrations, boolean install, boolean generate) {
        public Route {
            migrations = new TreeMap<>(migrations);
        }

        /** Something has to be made beside the live release before it can be switched. */
        public boolean prepares() {
            return install || generate;
        }
    }

    /**
     * One step with its commands as a person would type them.
     *
     * @param seconds expected, from earlier runs
     */
    public record PlannedStep(String step, String label, List<String> commands, double seconds) {}

    public boolean feasible() {
        return refusals.isEmpty();
    }

    /** From the last signature until verified. */
    public double expectedSeconds() {
        return steps.stream()
                .filter(step -> !Step.named(step.step()).precedesSignatures(level))
                .mapToDouble(PlannedStep::seconds)
                .sum();
    }

    /** While the application is down: from its stop until it answers again. */
    public double expectedOutageSeconds() {
        return steps.stream()
                .dropWhile(step -> !Step.named(step.step()).beginsOutage())
                .mapToDouble(PlannedStep::seconds)
                .sum();
    }

    /** SHA-256 of everything that a signature stands for; no times. */
    public String hash() {
        Map<String, Object> signed = new TreeMap<>();
        signed.put("target", target);
        signed.put("level", level);
        signed.put("route", route);
        signed.put("wayBack", wayBack);
        signed.put("restoration", restoration);
        signed.put("signatures", signatures);
        signed.put("deployment", deployment);
        signed.put(
                "steps",
                steps.stream()
                        .map(step -> List.of(step.step(), step.commands()))
                        .toList());
        return Sha256.of(Json.write(signed));
    }

    /** The same steps, with what they lose counted exactly. */
    public Plan provenToLose(List<TableLoss> losses) {
        return new Plan(
                target,
                level,
                route,
                steps,
                wayBack,
                restoration.provenToLose(losses),
                signatures,
                deployment,
                refusals);
    }

    /** What whoever signs has to type; empty where nothing has to be typed. */
    public String confirmation() {
        return restoration.none() ? "" : restoration.confirmation(target);
    }

    /** The first reason against it, as a sentence with its hint. */
    public Optional<String> refusal() {
        return refusals.stream().findFirst().map(Finding::sentence);
    }
}
