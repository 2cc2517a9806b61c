package io.backout.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where nothing says otherwise, a gateway stops or asks a person. */
class BpmnGatewayConventionsTest {
    // here "yes" is the answer that asks for more before anything happens, or loses less; "no" needs this condition,
    // which must not hold where nobody answered: !stopWriting would
    private static final Map<String, String> YES_IS_SAFE = Map.of(
            "gateway_signaturesNeeded", "${level == 1}",
            "gateway_stopWriting", "${stopWriting == false}",
            "gateway_consentNeeded", "${consentNeeded == false}");

    static List<ExclusiveGateway> splits() throws IOException {
        return gateways().stream()
                .filter(gateway -> gateway.getOutgoing().size() > 1)
                .toList();
    }

    static List<ExclusiveGateway> joins() throws IOException {
        return gateways().stream()
                .filter(gateway -> gateway.getOutgoing().size() == 1)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("splits")
    void asksAQuestionWhoseAnswersAreNamed(ExclusiveGateway split) {
        assertThat(split.getName()).endsWith("?");
        assertThat(split.getIncoming()).as("a split is no join").hasSize(1);
        assertThat(split.getOutgoing())
                .extracting(SequenceFlow::getName)
                .doesNotHaveDuplicates()
                .allSatisfy(answer -> assertThat(answer).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("splits")
    void hasOneAnswerByDefaultAndAConditionForEveryOther(ExclusiveGateway split) {
        assertThat(split.getDefault()).isNotNull();
        assertThat(split.getOutgoing()).allSatisfy(flow -> assertThat(flow.getConditionExpression() == null)
                .isEqualTo(flow.equals(split.getDefault())));
    }

    @ParameterizedTest
    @MethodSource("splits")
    void saysNoWhereItsConditionMeansNo(ExclusiveGateway split) {
        for (SequenceFlow flow : split.getOutgoing()) {
            if ("no".equals(flow.getName())) {
                assertThat(conditionOf(flow)).isEqualTo(YES_IS_SAFE.get(split.getId()));
            }
            if ("yes".equals(flow.getName()) && !YES_IS_SAFE.containsKey(split.getId())) {
                assertThat(conditionOf(flow)).matches("\\$\\{\\w+( [!=]= '[A-Z_]+')?}");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("joins")
    void isUnnamedWhereItJoins(ExclusiveGateway join) {
        assertThat(join.getName()).isNull();
        assertThat(join.getIncoming().size()).isGreaterThan(1);
    }

    @Test
    void joinsAndSplitsNowhereElse() throws IOException {
        assertThat(Diagram.all().stream()
                        .flatMap(diagram -> diagram.elements(FlowNode.class).stream())
                        .filter(node -> !(node instanceof Gateway)))
                .allSatisfy(node -> {
                    assertThat(node.getIncoming()).hasSizeLessThanOrEqualTo(1);
                    assertThat(node.getOutgoing()).hasSizeLessThanOrEqualTo(1);
                });
    }

    private static List<ExclusiveGateway> gateways() throws IOException {
        return Diagram.all().stream()
                .flatMap(diagram -> diagram.elements(ExclusiveGateway.class).stream())
                .toList();
    }

    private static String conditionOf(SequenceFlow flow) {
        return flow.getConditionExpression() == null
                ? null
                : flow.getConditionExpression().getTextContent();
    }
}
