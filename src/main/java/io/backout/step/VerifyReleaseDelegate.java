package io.backout.step;

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
    VerifyReleaseDelegate(StepRunner runner) {
        super(runner);
    }

    @Override
    protected StepResult perform(StepContext context) {
        Findings findings = new ReleaseVerification(
                        context.tools(), context.to(), context.evidence(), LogMarks.read(context.evidenceDirectory()))
                .verify(context.interrupted());
        return new StepResult(
                summary(findings.checks()),
                Map.of(
                        Variables.VERIFIED, findings.passed(),
                        Variables.MIGRATION_DIFFERS, findings.migrationDiffers(),
                        Variables.BUSINESS_CHECKED,
                                !context.tools().target().properties().checks().isEmpty()));
    }

    private static String summary(List<CheckResult> checks) {
        List<CheckResult> failed =
                checks.stream().filter(check -> !check.passed()).toList();
        String head = failed.isEmpty()
                ? "verified: all %d checks passed".formatted(checks.size())
                : "not verified: %d of %d checks failed".formatted(failed.size(), checks.size());
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
