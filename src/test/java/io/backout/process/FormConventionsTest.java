package io.backout.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormConventionsTest {
    private static final String ALL = "io.backout.process.Form#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void isNamedLikeItsFile(Form form) {
        assertThat(form).hasToString(form.json().get("id").asText() + ".form");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void suitsTheFormsOfTasklist(Form form) {
        assertThat(form.json().get("schemaVersion").asInt())
                .as("that of form-js 1.8")
                .isEqualTo(16);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void capsFreeText(Form form) {
        assertThat(form.fields())
                .filteredOn(field -> field.get("type").asText().startsWith("text"))
                .allSatisfy(field ->
                        assertThat(field.at("/validate/maxLength").asInt()).isBetween(1, 2000));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void isUsedByADiagram(Form form) throws IOException {
        assertThat(usedForms()).contains(form.json().get("id").asText());
    }

    @Test
    void offersTheTenSymptomsOfThePlanAndAPlaceForTheTargets() throws IOException {
        Form report = Form.read("report-problem");
        assertThat(report.keys()).filteredOn(key -> key.startsWith("symptom")).hasSize(10);
        assertOffersOnlyTargets(report);
    }

    @Test
    void asksForNothingButTheTargetAndTheReasonsBeforeACutOverIsUndone() throws IOException {
        Form undo = Form.read("undo-cut-over");
        assertThat(undo.keys()).containsExactlyInAnyOrder("target", "reason", "whyNotRepair");
        assertThat(undo.fields())
                .allSatisfy(field ->
                        assertThat(field.at("/validate/required").asBoolean()).isTrue());
        assertOffersOnlyTargets(undo);
    }

    @Test
    void asksForTheTargetTheRollbackAndTheReasonBeforeACleanUp() throws IOException {
        Form cleanUp = Form.read("clean-up");
        assertThat(cleanUp.keys()).containsExactlyInAnyOrder("target", "rollback", "reason");
        assertOffersOnlyTargets(cleanUp);
    }

    private static void assertOffersOnlyTargets(Form form) {
        assertThat(form.json().findValues("value")).singleElement().satisfies(value -> assertThat(value.asText())
                .isEqualTo("@targets@"));
    }

    private static List<String> usedForms() throws IOException {
        return Diagram.all().stream()
                .flatMap(diagram -> Stream.concat(
                        diagram.elements(UserTask.class).stream().map(UserTask::getCamundaFormRef),
                        diagram.elements(StartEvent.class).stream().map(StartEvent::getCamundaFormRef)))
                .toList();
    }
}
