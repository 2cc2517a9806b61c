package io.backout.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every diagram, whatever is drawn in it. */
class BpmnConventionsTest {
    private static final String ALL = "io.backout.process.Diagram#all";

    private static final Map<Class<? extends ModelElementInstance>, String> PREFIXES = Map.of(
            StartEvent.class, "startEvent_",
            EndEvent.class, "endEvent_",
            ServiceTask.class, "serviceTask_",
            BusinessRuleTask.class, "businessRuleTask_",
            UserTask.class, "userTask_",
            CallActivity.class, "callActivity_",
            SequenceFlow.class, "flow_");

    @ParameterizedTest
    @MethodSource(ALL)
    void isNamedLikeItsProcess(Diagram diagram) {
        assertThat(diagram).hasToString(diagram.process().getId() + ".bpmn");
        assertThat(diagram.process().getName()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void isExecutableAndKeptForTheAudit(Diagram diagram) {
        assertThat(diagram.process().isExecutable()).isTrue();
        assertThat(diagram.process().getCamundaHistoryTimeToLiveString()).isEqualTo("P190D");
        assertThat(diagram.process().getCamundaVersionTag()).isNull();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void hasIdsThatSayWhatTheElementIs(Diagram diagram) {
        assertThat(diagram.elements(FlowElement.class)).allSatisfy(element -> assertThat(element.getId())
                .startsWith(prefixOf(element))
                .matches("[a-zA-Z]+_[a-z][a-zA-Z0-9]*"));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void namesActivitiesAndEventsWithoutToolsAndEmptyVerbs(Diagram diagram) {
        assertThat(diagram.elements(FlowNode.class))
                .filteredOn(node -> node instanceof Activity || node instanceof Event)
                .allSatisfy(node -> assertThat(node.getName())
                        .matches("[A-Z0-9].*")
                        .doesNotMatch("(Handle|Process|Manage) .*")
                        .doesNotContainIgnoringCase("pm2", "git ", "npm", "prisma", "mysql"));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void documentsEveryActivityAndItself(Diagram diagram) {
        assertThat(diagram.process().getDocumentations()).isNotEmpty();
        assertThat(diagram.elements(Activity.class)).allSatisfy(activity -> assertThat(activity.getDocumentations())
                .singleElement()
                .satisfies(text -> assertThat(text.getTextContent()).isNotBlank()));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void drawsEveryElement(Diagram diagram) {
        assertThat(diagram.elements(FlowElement.class))
                .allSatisfy(element -> assertThat(diagramElementOf(element)).isNotNull());
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void callsProcessesThatExist(Diagram diagram) {
        assertThat(diagram.elements(CallActivity.class))
                .allSatisfy(call -> assertThat(Diagram.DIRECTORY.resolve(call.getCalledElement() + ".bpmn"))
                        .exists());
    }

    private static String prefixOf(FlowElement element) {
        String otherwise = element instanceof Gateway ? "gateway_" : "event_";
        return PREFIXES.getOrDefault(element.getElementType().getInstanceType(), otherwise);
    }

    private static Object diagramElementOf(BaseElement element) {
        return element instanceof SequenceFlow flow
                ? flow.getDiagramElement()
                : ((FlowNode) element).getDiagramElement();
    }
}
