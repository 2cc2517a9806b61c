package io.backout.step;

import io.backout.plan.Evidence;
import io.backout.plan.Restoration;
import io.backout.plan.SideBySide;
import io.backout.process.Variables;
import io.backout.record.Json;
import io.backout.record.Rollbacks;
import io.backout.verification.CheckResult;
import io.backout.verification.LogMarks;
import io.backout.verification.ReleaseVerification;
import io.backout.verification.ReleaseVerification.Before;
import io.backout.verification.ReleaseVerification.Findings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Verify release: proves that the wanted release is really back; a bad result is an answer, not an error. */
@Component
class VerifyReleaseDelegate extends StepDelegate {
    private final SideBySide probes;
    private final Rollbacks rollbacks;

    VerifyReleaseDelegate(StepRunner runner, SideBySide probes, Rollbacks rollbacks) {
        super(runner);
        this.probes = probes;
        this.rollbacks = rollbacks;
    }

    @Override
    protected StepResult perform(StepContext context) {
        LogMarks marks = LogMarks.read(context.evidenceDirectory());
        Findings findings = new ReleaseVerification(context.tools(), context.to(), before(context), marks, probes)
                .verify(wanted(context), context.interrupted());
        if (!findings.passed() && context.interrupted().getAsBoolean()) {
            throw new StepCutShortException("the release was not examined to the end");
        }
        return new StepResult(
                summary(context.plan().plan().route().toName(), findings.checks()),
                Map.of(
                        Variables.VERIFIED, findings.passed(),
                        Variables.MIGRATION_DIFFERS, findings.migrationDiffers(),
                        Variables.BUSINESS_CHECKED,
                                !context.tools().target().properties().checks().isEmpty()));
    }

    /** Whoever undoes a cut-over wants what the database was then, also where that is no release's schema. */
    private Before before(StepContext context) {
        Restoration restoration = context.plan().plan().restoration();
        return restoration.undoing()
                ? new Before(
                        rollbacks
                                .findEvidence(restoration.undoes())
                                .map(json -> Json.read(json, Evidence.class))
                                .orElseThrow(),
                        true)
                : new Before(context.evidence(), false);
    }

    /** Levels 1 and 2 start every configured service, level 3 exactly those that ran. */
    private static List<String> wanted(StepContext context) {
        return context.plan().plan().restoration().none()
                ? context.tools().target().processes()
                : Services.remembered(context);
    }

    private static String summary(String release, List<CheckResult> checks) {
        List<String> failed = checks.stream()
                .filter(check -> !check.passed())
                .map(check -> check.name() + ": " + check.detail())
                .toList();
        String head = failed.isEmpty()
                ? "verified: all %d checks passed".formatted(checks.size())
                : "release %s is not verified, %d of %d checks failed: %s"
                        .formatted(release, failed.size(), checks.size(), String.join("; ", failed));
        return head
                + checks.stream()
                        .map(check -> "\n%s %s%s"
                                .formatted(
                                        check.passed() ? "+" : "-",
                                        check.name(),
                                        check.passed() ? "" : ": " + check.detail()))
                        .collect(Collectors.joining());
    }
}
