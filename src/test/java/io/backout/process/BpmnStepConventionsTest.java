package io.backout.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One word runs through a step: its id, its label, its bean, its class. */
class BpmnStepConventionsTest {
    // the label says where to, the word alone would not
    private static final Map<String, String> LONGER_LABELS = Map.of("escalate", "Escalate to next level");

    static List<Task> steps() throws IOException {
        return Diagram.all().stream().flatMap(BpmnStepConventionsTest::stepsOf).toList();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void isCalledTheSameInIdAndLabel(Task step) {
        String word = Diagram.wordOf(step.getId());
        if (LONGER_LABELS.containsKey(word)) {
            assertThat(step.getName()).isEqualTo(LONGER_LABELS.get(word));
        } else {
            assertThat(Diagram.wordOfLabel(step.getName())).isEqualTo(word);
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void isCarriedOutByTheBeanOfItsName(Task step) {
        assertThat(camunda(step, "delegateExpression")).isEqualTo("${" + Diagram.wordOf(step.getId()) + "Delegate}");
    }

    @ParameterizedTest
    @MethodSource("steps")
    void isCarriedOutByTheClassOfItsName(Task step) {
        String word = Diagram.wordOf(step.getId());
        String delegate =
                "io.backout.step." + word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + "Delegate";
        assertThatCode(() -> Class.forName(delegate)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void isSavedBeforeAndAfter(Task step) {
        assertThat(step.isCamundaAsyncBefore()).isTrue();
        assertThat(step.isCamundaAsyncAfter()).isTrue();
    }

    private static Stream<Task> stepsOf(Diagram diagram) {
        return Stream.concat(
                diagram.elements(ServiceTask.class).stream(), diagram.elements(BusinessRuleTask.class).stream());
    }

    private static String camunda(Task step, String attribute) {
        return step.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, attribute);
    }
}
