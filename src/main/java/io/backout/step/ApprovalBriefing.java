package io.backout.step;

import io.backout.approval.Duty;
import io.backout.plan.Evidence;
import io.backout.plan.Loss;
import io.backout.plan.Plan;
import io.backout.plan.Plans;
import io.backout.plan.Restoration;
import io.backout.plan.SeparateDatabase;
import io.backout.plan.WayBack;
import io.backout.record.Decision;
import io.backout.record.Json;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import io.backout.target.Release;
import io.backout.target.Targets;
import java.util.List;
import org.springframework.stereotype.Component;

/** What an approver reads before signing: what happens, what is lost, how long it takes, and every command. */
@Component
class ApprovalBriefing {
    private static final int MOST_LOSSES = 10;

    private final Rollbacks rollbacks;
    private final Plans plans;
    private final RollbackRecord record;
    private final Targets targets;
    private final BackupChoices backups;
    private final SeparateDatabase separate;

    ApprovalBriefing(
            Rollbacks rollbacks,
            Plans plans,
            RollbackRecord record,
            Targets targets,
            BackupChoices backups,
            SeparateDatabase separate) {
        this.separate = separate;
        this.targets = targets;
        this.backups = backups;
        this.rollbacks = rollbacks;
        this.plans = plans;
        this.record = record;
    }

    String text(String rollbackId, Duty duty) {
        Rollback rollback = rollbacks.require(rollbackId);
        Plan plan = plan(rollback);
        Briefing text = new Briefing()
                .line(
                        "## %s %s: %s for '%s'",
                        plan.signatures().contains(duty) ? "Sign as" : "To be known by",
                        duty.id(),
                        what(plan),
                        plan.target())
                .line(
                        "%s Expected: %s, of which **%s without the application**.\n",
                        plan.restoration().none()
                                ? "**%s goes back from %s to %s**, and the database goes with it."
                                        .formatted(
                                                plan.target(),
                                                releaseNow(rollbackId, plan),
                                                plan.route().toName())
                                : RestorationBriefing.headline(plan, releaseNow(rollbackId, plan)),
                        Briefing.seconds(plan.expectedSeconds()),
                        Briefing.seconds(plan.expectedOutageSeconds()));
        if (separate.sharesServer(targets.require(plan.target()))) {
            // A quotation is red in Tasklist, see user-styles.css.
            text.line(
                    "> **Backout keeps its own record on the database server of '%s': what happens to that server happens to the record.**\n",
                    plan.target());
        }
        Restoration restoration = plan.restoration();
        if (!restoration.none()) {
            // First of all: a page that is too long is cut at its end.
            LossTable.write(text, restoration);
        }
        text.line("\n| What you sign | %s |", rollbackId).line("|---|---|");
        if (!restoration.none()) {
            RestorationBriefing.write(text, plan, backups.age(targets.require(plan.target()), restoration.backup()));
        }
        text.row(
                "Reported by " + rollback.reportedBy(),
                Briefing.quoted(rollback.report().texts().reason()));
        rollback.decision().ifPresent(decision -> decided(text, plan, decision));
        record.of(rollbackId).stream()
                .filter(entry -> entry.action().equals("ESCALATED"))
                .reduce((first, last) -> last)
                .ifPresent(entry -> text.row("How it came here", Briefing.quoted(entry.sentence())));
        record.of(rollbackId).stream()
                .filter(entry -> entry.action().equals(SkippedSteps.SKIPPED))
                .forEach(entry -> text.row("Skipped", Briefing.quoted(entry.sentence())));
        if (restoration.none()) {
            schema(text, plan);
        }
        text.row("Who else signs", others(plan, duty));
        return text.toString();
    }

    private static String what(Plan plan) {
        return plan.restoration().undoing()
                ? "undoing the cut-over of " + plan.restoration().undoes()
                : "level " + plan.level();
    }

    private static void schema(Briefing text, Plan plan) {
        WayBack wayBack = plan.wayBack();
        text.row("Migrations that go back", migrations(wayBack));
        text.row("What is lost", losses(wayBack.losses()));
        text.row(
                "What was verified",
                "every statement was run in a copy of the present schema, without its rows, and ended in exactly the schema of %s; that release is prepared beside the live one"
                        .formatted(plan.route().toName()));
        text.row(
                "If it fails on the way",
                "what is lost is kept first, in a snapshot that was restored once; the commander decides again");
    }

    private String releaseNow(String rollbackId, Plan plan) {
        return rollbacks
                .findEvidence(rollbackId)
                .map(json -> Json.read(json, Evidence.class))
                .flatMap(Evidence::headRelease)
                .map(Release::name)
                .orElse(Release.shortCommit(plan.route().from()));
    }

    private static void decided(Briefing text, Plan plan, Decision decision) {
        if (decision.level() == plan.level()) {
            text.row("Decided by " + decision.by(), Briefing.quoted(decision.reason()));
            text.row("Why not repair", Briefing.quoted(decision.notRepairedBecause()));
        } else {
            text.row(
                    "Decided by " + decision.by(),
                    "level %d, which climbed to level %d".formatted(decision.level(), plan.level()));
        }
    }

    private static String migrations(WayBack wayBack) {
        return wayBack.migrations().isEmpty()
                ? "none is recorded; the schema was changed by hand"
                : Briefing.quoted(String.join(", ", wayBack.migrations()));
    }

    private static String losses(List<Loss> losses) {
        if (losses.isEmpty()) {
            return "nothing";
        }
        String first = String.join(
                "; ",
                losses.stream()
                        .limit(MOST_LOSSES)
                        .map(loss -> "**%s**, at most %,d when it runs"
                                .formatted(Briefing.plain(loss.words()), loss.bound()))
                        .toList());
        int more = losses.size() - MOST_LOSSES;
        return more > 0 ? "%s; and %d more, in 'GET /api/rollbacks/{id}/plan'".formatted(first, more) : first;
    }

    private static String others(Plan plan, Duty duty) {
        String others = String.join(
                ", ",
                plan.signatures().stream()
                        .filter(other -> other != duty)
                        .map(Duty::id)
                        .toList());
        return others.isEmpty() ? "nobody" : others + "; each a person of its own, and nobody who asked for it";
    }

    String commands(String rollbackId) {
        return CommandsBriefing.text(plan(rollbacks.require(rollbackId)));
    }

    private Plan plan(Rollback rollback) {
        return plans.require(rollback.planId().orElseThrow()).plan();
    }
}
