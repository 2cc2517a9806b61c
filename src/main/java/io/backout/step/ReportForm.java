package io.backout.step;

import io.backout.process.Variables;
import io.backout.record.BadInputException;
import io.backout.record.Choice;
import io.backout.record.Report;
import io.backout.record.Report.FreeText;
import io.backout.record.Symptom;
import io.backout.record.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.VariableScope;

/** The fields of the form report-problem, and of the request that stands for it. */
final class ReportForm {
    private static final int LONGEST_REQUEST_ID = 100;

    private ReportForm() {}

    static Report read(VariableScope scope) {
        String requestId = Variables.text(scope, "requestId");
        if (requestId.length() > LONGEST_REQUEST_ID) {
            throw new BadInputException(
                    "'requestId' is longer than 100 characters; nothing was started", "choose a shorter one.");
        }
        List<Symptom> symptoms = Arrays.stream(Symptom.values())
                .filter(symptom -> Boolean.TRUE.equals(scope.getVariable(symptom.field())))
                .toList();
        return new Report(
                Variables.text(scope, "target"),
                symptoms,
                new FreeText(
                        Texts.require("reason", Variables.text(scope, "reason")),
                        Texts.optional("impact", Variables.text(scope, "impact"))),
                requestId,
                level(Variables.text(scope, "namedLevel")).map(level -> named(level, scope)));
    }

    private static Choice named(int level, VariableScope scope) {
        Optional<String> release = ReleaseName.optional(Variables.text(scope, "namedRelease"));
        return level == 3
                ? Choice.ofBackup(
                        BackupName.optional(Variables.text(scope, "namedBackup")),
                        release,
                        "STOP".equals(Variables.text(scope, "writing")))
                : Choice.ofLevel(level, release);
    }

    private static Optional<Integer> level(String text) {
        return switch (text) {
            case "" -> Optional.empty();
            case "1", "2", "3" -> Optional.of(Integer.valueOf(text));
            default ->
                throw new BadInputException(
                        "level '%s' does not exist; nothing was started".formatted(text), "choose 1, 2 or 3.");
        };
    }
}
