package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Deployed by Backout itself, which no door holds up: a diagram that runs anything but Backout's steps is refused. */
@EngineTest
@Import(EngineScene.class)
class DiagramRulesTest {
    private static final String DIAGRAM = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="test">
              <process id="foreign" isExecutable="true" camunda:historyTimeToLive="P1D">
                <startEvent id="start" /><sequenceFlow id="flow" sourceRef="start" targetRef="task" />
                %s
                <sequenceFlow id="flow2" sourceRef="task" targetRef="end" /><endEvent id="end" />
              </process>
            </definitions>
            """;
    private static final String LAUNDERED =
            "${''.getClass().forName('java.lang.Runtime').getMethod('getRuntime').invoke(null)}";

    @Autowired
    private RepositoryService repository;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <scriptTask id="task" scriptFormat="juel"><script>${1}</script></scriptTask> | has a 'scriptTask'
        <serviceTask id="task" camunda:class="io.backout.step.StopApplicationDelegate" /> | has the setting 'class'
        <serviceTask id="task" camunda:expression="${stopApplicationDelegate.execute(execution)}" /> | has the setting 'expression'
        <serviceTask id="task" camunda:type="external" camunda:topic="any" /> | has the setting 't
        <serviceTask id="task" camunda:type="shell" /> | has the setting 'type'
        <serviceTask id="task" camunda:delegateExpression="${runtimeService}" /> | calls '${runtimeService}', which is no step of Backout
        <serviceTask id="task" camunda:delegateExpression="${nobody}" /> | calls '${nobody}', which is no step of Backout
        <serviceTask id="task" camunda:delegateExpression="${stopApplicationDelegate.x}" /> | calls '${stopApplicationDelegate.x}', which is no step of Backout
        <serviceTask id="task"><extensionElements><camunda:connector><camunda:connectorId>http-connector</camunda:connectorId></camunda:connector></extensionElements></serviceTask> | has a 'connector'
        <userTask id="task"><extensionElements><camunda:taskListener event="create"><camunda:script scriptFormat="juel">x</camunda:script></camunda:taskListener></extensionElements></userTask> | has a 'script'
        <userTask id="task"><extensionElements><camunda:taskListener event="create" class="java.lang.Object" /></extensionElements></userTask> | has the setting 'class'
        <userTask id="task"><extensionElements><camunda:executionListener event="start" expression="${rollback}" /></extensionElements></userTask> | has the setting 'expression'
        <userTask id="task"><extensionElements><camunda:inputOutput><camunda:inputParameter name="x"><camunda:script scriptFormat="juel">x</camunda:script></camunda:inputParameter></camunda:inputOutput></extensionElements></userTask> | has a 'script'
        <userTask id="task" camunda:candidateGroups="${accounts.create()}" /> | has the expression '${accounts.create()}', which is more than
        <callActivity id="task" calledElement="approval" camunda:variableMappingDelegateExpression="${accounts}" /> | calls '${accounts}', which is no step of Backout
        """)
    void refusesWhatRunsAnythingButSteps(String task, String why) {
        refused(DIAGRAM.formatted(task), why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {LAUNDERED, "#{execution.getProcessEngineServices()}", "${'}'.getClass()}", "${a.b}", "${x[0]}"})
    void refusesExpressionsThatReachJava(String expression) {
        String task = "<userTask id=\"task\"><documentation>x</documentation><extensionElements><camunda:inputOutput>"
                + "<camunda:inputParameter name=\"x\">%s</camunda:inputParameter>".formatted(expression)
                + "</camunda:inputOutput></extensionElements></userTask>";
        refused(DIAGRAM.formatted(task), "which is more than a variable, a comparison or a question to a step");
    }

    @Test
    void refusesAScriptAsCondition() {
        refused(
                DIAGRAM.formatted("<userTask id=\"task\" />")
                        .replace(
                                "targetRef=\"end\" />",
                                "targetRef=\"end\"><conditionExpression xsi:type=\"tFormalExpression\" language=\"juel\">x</conditionExpression></sequenceFlow>"),
                "has the setting 'language'");
    }

    @Test
    void saysWhereItIsAndWhatToDo() {
        assertThatThrownBy(() -> deploy(
                        "a.bpmn", DIAGRAM.formatted("<serviceTask id=\"task\" camunda:class=\"java.lang.Object\" />")))
                .hasMessageContaining(
                        "* 'task' has the setting 'class'; it was not deployed. HINT: a diagram may call steps of Backout only, as in camunda:delegateExpression=\"${stopApplicationDelegate}\" | resource a.bpmn | line 6 |");
    }

    @Test
    void takesWhatCallsSteps() {
        String step =
                "<serviceTask id=\"task\" camunda:delegateExpression=\"${stopApplicationDelegate}\"><documentation>${level == 2} ${duties.groupOf('dba')}</documentation></serviceTask>";
        assertThatCode(() -> repository.deleteDeployment(deploy("a.bpmn", DIAGRAM.formatted(step)), true))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesADecisionThatIsNotInFeel() {
        String decision = """
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="d" name="d" namespace="test">
                  <decision id="foreign" name="d" camunda:historyTimeToLive="P1D"><variable id="v" name="x" typeRef="string" />
                    <literalExpression id="l" expressionLanguage="juel"><text>${accounts}</text></literalExpression>
                  </decision>
                </definitions>
                """;
        assertThatThrownBy(() -> deploy("a.dmn", decision))
                .hasStackTraceContaining(
                        "decision 'foreign' has an expression in 'juel'; it was not deployed\nHINT: write it in FEEL.");
    }

    @Test
    void refusesACase() {
        String model = """
                <definitions xmlns="http://www.omg.org/spec/CMMN/20151109/MODEL" targetNamespace="test">
                  <case id="foreign"><casePlanModel id="plan"><planItem id="p" definitionRef="t" /><humanTask id="t" /></casePlanModel></case>
                </definitions>
                """;
        assertThatThrownBy(() -> deploy("a.cmmn", model))
                .hasStackTraceContaining("case 'foreign' was not deployed\nHINT: draw it as a process.");
    }

    private void refused(String diagram, String why) {
        long before = repository.createDeploymentQuery().count();
        assertThatThrownBy(() -> deploy("a.bpmn", diagram))
                .hasMessageContaining(why)
                .hasMessageContaining("; it was not deployed. HINT: ");
        assertThat(repository.createDeploymentQuery().count()).isEqualTo(before);
    }

    private String deploy(String name, String text) {
        return repository.createDeployment().addString(name, text).deploy().getId();
    }
}
