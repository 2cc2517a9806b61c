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
    private static final Map<String, Set<String>> DECLARED = Map.of(
            "rollback",
                    Set.of(
                            "rollbackId",
                            "decision",
                            "level",
                            "levelNamed",
                            "feasible",
                            "prepared",
                            "approved",
                            "verified",
                            "migrationDiffers",
                            "interruption"),
            "level-1-application", Set.of("rollbackId", "verified", "businessChecked", "migrationDiffers"),
            "level-2-migration", Set.of("rollbackId", "verified", "businessChecked", "migrationDiffers"),
            "approval", Set.of("rollbackId", "duty", "approved"),
            "acknowledge-plan", Set.of("rollbackId"),
            "clarify-outcome", Set.of("rollbackId", "stepRunId"));

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
