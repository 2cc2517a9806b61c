package io.backout.step;

import io.backout.plan.SideBySide;
import io.backout.process.Variables;
import io.backout.verification.CheckResult;
import io.backout.verification.LogMarks;
import io.backout.verification.ReleaseVerification;
import io.backout.verification.ReleaseVerification.Findings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Verify release: proves that the wanted release is really back; a bad result is an answer, not an error. */
@Component
class VerifyReleaseDelegate extends StepDelegate {
    private final SideBySide probes;

    VerifyReleaseDelegate(StepRunner runner, SideBySide probes) {
        super(runner);
        this.probes = probes;
    }

    @Override
    protected StepResult perform(StepContext context) {
        LogMarks marks = LogMarks.read(context.evidenceDirectory());
        Findings findings = new ReleaseVerification(context.tools(), context.to(), context.evidence(), marks, probes)
                .verify(context.interrupted());
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
