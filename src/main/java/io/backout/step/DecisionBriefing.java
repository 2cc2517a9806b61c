package io.backout.step;

import io.backout.plan.Evidence;
import io.backout.plan.Plan;
import io.backout.plan.Planner;
import io.backout.plan.Recommendation;
import io.backout.record.Json;
import io.backout.record.Rollback;
import io.backout.record.Rollbacks;
import io.backout.target.Release;
import io.backout.target.Targets;
import io.backout.tool.Pm2.Pm2Process;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the incident commander reads before deciding: evidence, recommendation, and the plan of level 1. */
@Component
class DecisionBriefing {
    private static final int LONGEST_SUBJECT = 60;

    private final Rollbacks rollbacks;
    private final Targets targets;
    private final Planner planner;

    DecisionBriefing(Rollbacks rollbacks, Targets targets, Planner planner) {
        this.rollbacks = rollbacks;
        this.targets = targets;
        this.planner = planner;
    }

    String text(String rollbackId) {
        Rollback rollback = rollbacks.require(rollbackId);
        Evidence evidence = evidence(rollbackId);
        Recommendation recommended = recommendation(rollbackId);
        Briefing text = new Briefing();
        text.line("## %s of '%s': what shall be done?", rollbackId, rollback.target());
        if (!rollback.message().isEmpty()) {
            text.line("**This came back to you:** %s\n", Briefing.quoted(rollback.message()));
        }
        text.line("**Recommended: %s** %s\n", headline(recommended), recommended.why());
        text.line(
                "| Evidence | %s UTC |",
                evidence.at().toString().substring(0, 19).replace('T', ' '));
        text.line("|---|---|");
        text.row(
                "Reported by " + rollback.reportedBy(),
                Briefing.quoted(rollback.report().texts().reason()));
        text.row("Release now", releaseNow(evidence));
        text.row(
                "Health",
                evidence.health().healthy() ? "answers well" : evidence.health().problem());
        text.row("Processes", processes(evidence));
        text.row("Database", database(evidence));
        text.row(
                "Local changes",
                evidence.code().localChanges().size() + " changed files (kept as a patch), "
                        + evidence.code().untracked().size() + " untracked (stay where they are)");
        plan(text, planner.draft(targets.require(rollback.target()), 1, Optional.empty(), evidence));
        return text.toString();
    }

    private static void plan(Briefing text, Plan plan) {
        text.line("");
        if (!plan.feasible()) {
            text.line("### Level 1 cannot be carried out as preselected");
            plan.refusal().ifPresent(refusal -> text.line("%s", refusal.replace("\nHINT: ", " - ")));
            return;
        }
        text.line(
                "### Level 1: back from %s to **%s**",
                Release.shortCommit(plan.route().from()), plan.route().toName());
        text.line(
                "Expected: %s in all, of which %s without the application. No data is lost.\n",
                Briefing.seconds(plan.expectedSeconds()), Briefing.seconds(plan.expectedOutageSeconds()));
        int number = 1;
        for (Plan.PlannedStep step : plan.steps()) {
            text.line(
                    "%d. %s: %s",
                    number++,
                    step.label(),
                    step.commands().stream().map(command -> "`" + command + "`").collect(Collectors.joining(", ")));
        }
    }

    private static String headline(Recommendation recommended) {
        return (recommended.level() == 0 ? "no rollback." : "level " + recommended.level() + ", ")
                + (recommended.urgency().equals("immediate")
                        ? "at once."
                        : recommended.urgency().equals("consider") ? "to be considered." : "");
    }

    private static String releaseNow(Evidence evidence) {
        return evidence.headRelease()
                .map(release -> release.name() + " (" + Briefing.quoted(release.subject()) + ")")
                .orElse(
                        evidence.code().problem().isEmpty()
                                ? Release.shortCommit(evidence.code().head())
                                : evidence.code().problem());
    }

    private static String processes(Evidence evidence) {
        String known = evidence.processes().list().stream()
                .map((Pm2Process process) ->
                        process.name() + " " + process.status() + ", " + process.restarts() + " restarts")
                .collect(Collectors.joining("; "));
        return evidence.processes().problem().isEmpty()
                ? known
                : evidence.processes().problem();
    }

    private static String database(Evidence evidence) {
        return evidence.database().reachable()
                ? "answers; %d migrations applied, %d failed"
                        .formatted(
                                evidence.database().applied().size(),
                                evidence.database().failed().size())
                : evidence.database().problem();
    }

    /** One release on each line: commit, bar, what is known of it. */
    String releases(String rollbackId) {
        return evidence(rollbackId).releases().stream()
                .map(release ->
                        "%s|%s - %s - %s".formatted(release.commit(), release.name(), known(release), subject(release)))
                .collect(Collectors.joining("\n"));
    }

    /** Where none was seen healthy, nothing is chosen for the commander. */
    String preselected(String rollbackId) {
        return evidence(rollbackId).preselected().map(Release::commit).orElse("");
    }

    String recommendedLevel(String rollbackId) {
        int level = recommendation(rollbackId).level();
        return level == 0 ? "" : String.valueOf(level);
    }

    private static String known(Release release) {
        return switch (release.verdict()) {
            case VERIFIED ->
                "seen healthy "
                        + release.verdictAt().toString().substring(0, 16).replace('T', ' ') + " UTC";
            case BAD -> "BAD: was rolled back";
            case UNKNOWN -> "never seen by Backout";
        };
    }

    private static String subject(Release release) {
        String subject = Briefing.quoted(release.subject());
        return subject.length() <= LONGEST_SUBJECT ? subject : subject.substring(0, LONGEST_SUBJECT) + "…";
    }

    private Evidence evidence(String rollbackId) {
        return Json.read(rollbacks.findEvidence(rollbackId).orElseThrow(), Evidence.class);
    }

    private Recommendation recommendation(String rollbackId) {
        return Json.read(rollbacks.findRecommendation(rollbackId).orElseThrow(), Recommendation.class);
    }
}
