package io.backout.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every variable that a diagram speaks of is declared here: ids and answers to gateways, at most ten a process. */
class BpmnVariablesTest {
    private static final Map<String, Set<String>> DECLARED = Map.ofEntries(
            Map.entry(
                    "rollback",
                    Set.of(
                            "rollbackId",
                            "decision",
                            "level",
                            "levelNamed",
                            "feasible",
                            "stopWriting",
                            "approved",
                            "verified",
                            "migrationDiffers",
                            "interruption")),
            Map.entry("level-1-application", Set.of("rollbackId", "verified", "businessChecked", "migrationDiffers")),
            Map.entry("level-2-migration", Set.of("rollbackId", "verified", "businessChecked", "migrationDiffers")),
            Map.entry("prepare-level-3", Set.of("rollbackId", "stopWriting", "prepared")),
            Map.entry(
                    "level-3-database",
                    Set.of(
                            "rollbackId",
                            "lossWithinBound",
                            "approved",
                            "verified",
                            "businessChecked",
                            "migrationDiffers")),
            Map.entry("swap-back", Set.of("rollbackId", "verified", "businessChecked", "migrationDiffers")),
            Map.entry("undo", Set.of("rollbackId", "feasible", "approved", "verified", "interruption")),
            Map.entry("approval", Set.of("rollbackId", "duty", "approved")),
            Map.entry("acknowledge-plan", Set.of("rollbackId")),
            Map.entry("follow-preparation", Set.of("rollbackId")),
            Map.entry("clarify-outcome", Set.of("rollbackId", "stepRunId", "consentNeeded", "approved")),
            Map.entry("skip-step", Set.of("rollbackId", "consentNeeded", "approved")),
            Map.entry("clean-up", Set.of("rollbackId", "approved")));

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
    private static final Pattern NAME = Pattern.compile("(?<![.\\w])[a-zA-Z]\\w*");
    private static final Pattern NO_VARIABLE =
            Pattern.compile("true|false|duties|execution|\\w+(Delegate|Task|Listener)");

    @ParameterizedTest
    @MethodSource("io.backout.process.Diagram#all")
    void declaresWhatItsExpressionsUse(Diagram diagram) throws IOException {
        assertThat(declaredBy(diagram)).containsAll(namesInExpressions(diagram.source()));
    }

    @ParameterizedTest
    @MethodSource("io.backout.process.Diagram#all")
    void declaresWhatItPassesOn(Diagram diagram) {
        assertThat(declaredBy(diagram)).containsAll(namesPassedOn(diagram).toList());
    }

    @ParameterizedTest
    @MethodSource("io.backout.process.Diagram#all")
    void declaresAtMostTen(Diagram diagram) {
        assertThat(declaredBy(diagram)).hasSizeBetween(1, 10);
    }

    private static Set<String> declaredBy(Diagram diagram) {
        return DECLARED.getOrDefault(diagram.process().getId(), Set.of());
    }

    private static Set<String> namesInExpressions(String source) {
        Set<String> names = new TreeSet<>();
        EXPRESSION
                .matcher(source.replace("&#39;", "'").replace("&lt;", "<"))
                .results()
                .forEach(expression -> NAME.matcher(expression.group(1).replaceAll("'[^']*'", ""))
                        .results()
                        .map(MatchResult::group)
                        .filter(name -> !NO_VARIABLE.matcher(name).matches())
                        .forEach(names::add));
        return names;
    }

    private static Stream<String> namesPassedOn(Diagram diagram) {
        return Stream.of(
                        diagram.elements(CamundaIn.class).stream().map(CamundaIn::getCamundaSource),
                        diagram.elements(CamundaOut.class).stream().map(CamundaOut::getCamundaTarget),
                        diagram.elements(CamundaOutputParameter.class).stream()
                                .map(CamundaOutputParameter::getCamundaName),
                        diagram.elements(ErrorEventDefinition.class).stream().map(BpmnVariablesTest::errorCodeVariable))
                .flatMap(names -> names)
                .filter(name -> name != null);
    }

    private static String errorCodeVariable(ErrorEventDefinition error) {
        return error.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, "errorCodeVariable");
    }
}
