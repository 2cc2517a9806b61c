package io.backout.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BpmnModelElementInstance;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever may complete a task may send any variable: what a form asks for stays inside its task. */
class BpmnUserTaskConventionsTest {
    private static final Set<String> DUTIES =
            Set.of("incident-commander", "operator", "product-owner", "technical-owner");
    // one task for each duty that signs
    private static final String EACH_DUTY = "${duties.groupOf(duty)}";
    // what the task shows, worked out when it is created; what a person sends under these names stays in the task
    private static final Set<String> SHOWN = Set.of("briefing", "commands", "planHash", "confirmationText");

    static List<UserTask> userTasks() throws IOException {
        return Diagram.all().stream()
                .flatMap(diagram -> diagram.elements(UserTask.class).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("userTasks")
    void isCalledTheSameInIdLabelAndForm(UserTask task) {
        String word = Diagram.wordOf(task.getId());
        assertThat(Diagram.wordOfLabel(task.getName())).isEqualTo(word);
        assertThat(task.getCamundaFormRef())
                .isEqualTo(word.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
        assertThat(task.getCamundaFormRefBinding()).isEqualTo("deployment");
    }

    @ParameterizedTest
    @MethodSource("userTasks")
    void isOfferedToTheGroupsOfDuties(UserTask task) {
        if (task.getLoopCharacteristics() != null) {
            assertThat(task.getCamundaCandidateGroups()).isEqualTo(EACH_DUTY);
        } else {
            assertThat(DUTIES)
                    .extracting("${duties.groupOf('%s')}"::formatted)
                    .containsAll(task.getCamundaCandidateGroupsList());
        }
    }

    @ParameterizedTest
    @MethodSource("userTasks")
    void listensToItsCreationAndItsCompletion(UserTask task) {
        String bean = "${" + Diagram.wordOf(task.getId()) + "Task}";
        assertThat(children(task, CamundaTaskListener.class))
                .allSatisfy(listener ->
                        assertThat(listener.getCamundaDelegateExpression()).isEqualTo(bean))
                .extracting(CamundaTaskListener::getCamundaEvent)
                .containsExactly("create", "complete");
    }

    @ParameterizedTest
    @MethodSource("userTasks")
    void keepsEveryFieldOfItsFormLocal(UserTask task) throws IOException {
        List<CamundaInputParameter> inputs =
                inputOutput(task).getCamundaInputParameters().stream().toList();
        List<String> expected =
                new ArrayList<>(Form.read(task.getCamundaFormRef()).keys());
        expected.add("briefing");
        assertThat(inputs).extracting(CamundaInputParameter::getCamundaName).containsAll(expected);
        assertThat(inputs).allSatisfy(input -> assertThat(input.getTextContent().isEmpty())
                .isEqualTo(!isShownByTheDiagram(task, input.getCamundaName())));
    }

    @ParameterizedTest
    @MethodSource("userTasks")
    void givesOutNothingThatAPersonCouldHaveSentAlone(UserTask task) {
        Stream<String> inputs = inputOutput(task).getCamundaInputParameters().stream()
                .map(input -> "${" + input.getCamundaName() + "}");
        List<String> local = Stream.concat(inputs, Stream.of("${false}")).toList();
        assertThat(inputOutput(task).getCamundaOutputParameters())
                .allSatisfy(output -> assertThat(local).contains(output.getTextContent()));
    }

    // the engine works inputs out before a task of several knows its duty, so its listener fills the briefing in
    private static boolean isShownByTheDiagram(UserTask task, String name) {
        return SHOWN.contains(name) && (task.getLoopCharacteristics() == null || !name.equals("briefing"));
    }

    private static CamundaInputOutput inputOutput(UserTask task) {
        return children(task, CamundaInputOutput.class).iterator().next();
    }

    private static <T extends BpmnModelElementInstance> List<T> children(UserTask task, Class<T> type) {
        return task.getExtensionElements().getElementsQuery().filterByType(type).list();
    }
}
