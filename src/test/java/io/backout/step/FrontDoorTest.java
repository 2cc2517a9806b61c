package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.demo.BackoutUser;
import io.backout.record.RollbackState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Nobody takes a rollback past its signatures from outside, whatever the engine would permit; the record keeps who tried. */
@EngineTest
@Import(EngineScene.class)
class FrontDoorTest {
    private static final String DECIDE = "userTask_decideLevel";

    @Autowired
    private EngineScene scene;

    @BeforeEach
    void reset() {
        scene.reset();
    }

    @AfterEach
    void clear() {
        scene.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "hanmei", "limei"})
    void letsNobodyMoveARollbackFromOutside(String user) {
        String id = undecided();
        Task task = scene.task(DECIDE);
        Map<String, Object> before = standing(id);

        new DoorAttempts(scene.engine, instance(id), task)
                .onTheRollback()
                .forEach((called, ways) -> ways.forEach((how, attempt) -> {
                    int entries = scene.sentences(id).size();
                    refused(user, called, how, attempt);
                    assertThat(scene.sentences(id)
                                    .subList(entries, scene.sentences(id).size()))
                            .as("%s: %s", called, how)
                            .containsExactly(
                                    "%s NOT_ALLOWED '%s' may not %s; nothing was done".formatted(user, user, called));
                    assertThat(standing(id)).as("%s: %s", called, how).isEqualTo(before);
                }));

        assertThat(scene.state(id)).isEqualTo(RollbackState.AWAITING_DECISION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "hanmei"})
    void letsNobodyChangeTheDiagrams(String user) {
        var repository = scene.engine.getRepositoryService();
        String deployment = repository.createDeploymentQuery().list().get(0).getId();
        String called = "deploy or delete diagrams";

        refused(user, called, "deploy", () -> repository
                .createDeployment()
                .addString("a.form", "{}")
                .deploy());
        refused(user, called, "delete", () -> repository.deleteDeployment(deployment, true));
        refused(user, called, "definition", () -> repository
                .deleteProcessDefinitions()
                .byKey("approval")
                .delete());

        String approval = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("approval")
                .latestVersion()
                .singleResult()
                .getId();
        refused(user, called, "definition by its id", () -> repository.deleteProcessDefinition(approval, true));

        assertThat(repository.createDeploymentQuery().count()).isEqualTo(1);
        assertThat(scene.sentences("-"))
                .contains("%s NOT_ALLOWED '%s' may not %s; nothing was done".formatted(user, user, called));
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "hanmei", "lilei"})
    void letsNobodyRunOrDeleteAStuckStepsJob(String user) {
        String id = stuck();
        Job job = job();
        int runs = scene.step("stopApplication").runs();

        refused(user, "run or delete a job by hand", "run", () -> scene.engine
                .getManagementService()
                .executeJob(job.getId()));
        refused(user, "run or delete a job by hand", "delete", () -> scene.engine
                .getManagementService()
                .deleteJob(job.getId()));

        assertThat(scene.step("stopApplication").runs()).isEqualTo(runs);
        assertThat(job().getId()).isEqualTo(job.getId());
        assertThat(scene.sentences(id))
                .filteredOn(it -> it.startsWith(user + " NOT_ALLOWED "))
                .hasSize(2);
    }

    @Test
    void keepsWhoLetAStuckStepTryAgain() {
        String id = stuck();
        scene.step("stopApplication").answering(Map.of());

        as("lilei", () -> scene.engine.getManagementService().setJobRetries(job().getId(), 1));

        scene.awaitState(id, RollbackState.ROLLED_BACK);
        assertThat(scene.sentences(id)).contains("lilei ASKED_ENGINE asked the engine to let a stuck step try again");
    }

    @Test
    void keepsWhoDeletedARollbacksProcess() {
        String id = undecided();
        String instance = instance(id).getId();

        assertThatThrownBy(() -> as("hanmei", () -> scene.runtime().deleteProcessInstance(instance, "enough")))
                .isInstanceOf(AuthorizationException.class);
        as("admin", () -> scene.runtime().deleteProcessInstance(instance, "enough"));

        assertThat(scene.state(id)).isEqualTo(RollbackState.STOPPED);
        assertThat(scene.sentences(id))
                .contains(
                        "hanmei NOT_ALLOWED 'hanmei' may not delete a process; nothing was done",
                        "admin ASKED_ENGINE asked the engine to delete a process");
    }

    @Test
    void keepsWhoWantedToWorkOnATaskThatTheEngineKeptFromThem() {
        String id = undecided();
        Task task = scene.task(DECIDE);
        var tasks = scene.engine.getTaskService();

        for (Runnable attempt : List.<Runnable>of(
                () -> tasks.complete(task.getId(), Map.of("level", "1")),
                () -> scene.engine.getFormService().submitTaskForm(task.getId(), Map.of("level", "1")),
                () -> tasks.claim(task.getId(), "weihua"),
                () -> tasks.setAssignee(task.getId(), "weihua"),
                () -> tasks.addCandidateUser(task.getId(), "weihua"))) {
            assertThatThrownBy(() -> as("weihua", attempt)).isInstanceOf(AuthorizationException.class);
        }
        as("admin", () -> tasks.addCandidateUser(task.getId(), "weihua"));

        String named = " the task '" + task.getName() + "'";
        String refusal = "weihua NOT_ALLOWED 'weihua' may not %s" + named + "; nothing was done";
        assertThat(scene.sentences(id))
                .filteredOn(it -> !it.startsWith("backout ") && !it.startsWith("limei "))
                .containsExactly(
                        refusal.formatted("complete"),
                        refusal.formatted("complete"),
                        refusal.formatted("claim"),
                        refusal.formatted("change who works on"),
                        refusal.formatted("change who works on"),
                        "admin ASKED_ENGINE asked the engine to change who works on" + named);
    }

    private void refused(String user, String called, String how, Runnable attempt) {
        assertThatThrownBy(() -> as(user, attempt))
                .as("%s: %s", called, how)
                .isInstanceOf(AuthorizationException.class)
                .hasMessageStartingWith("'%s' may not %s; nothing was done\nHINT: ".formatted(user, called));
    }

    /** Everything that an attempt could have changed. */
    private Map<String, Object> standing(String id) {
        String instance = instance(id).getId();
        Task task = scene.tasks(DECIDE).get(0);
        Map<String, Object> standing = new TreeMap<>();
        standing.put("activities", scene.runtime().getActiveActivityIds(instance));
        standing.put("variables", scene.runtime().getVariables(instance));
        standing.put("task's variables", scene.engine.getTaskService().getVariables(task.getId()));
        standing.put(
                "task",
                List.of(task.getId(), String.valueOf(task.getDelegationState()), String.valueOf(task.getOwner())));
        standing.put("instances", scene.runtime().createProcessInstanceQuery().count());
        standing.put("incidents", scene.runtime().createIncidentQuery().count());
        standing.put(
                "jobs", scene.engine.getManagementService().createJobQuery().count());
        standing.put(
                "batches",
                scene.engine.getManagementService().createBatchQuery().count());
        return standing;
    }

    private String undecided() {
        String id = scene.report(BackoutUser.TECHNICAL_OWNER, Optional.empty());
        scene.task(DECIDE);
        return id;
    }

    private String stuck() {
        scene.step("stopApplication").failing(new IllegalStateException("not now"));
        String id = scene.rollBack();
        scene.awaitState(id, RollbackState.NEEDS_OPERATOR);
        return id;
    }

    private Job job() {
        return scene.engine
                .getManagementService()
                .createJobQuery()
                .noRetriesLeft()
                .singleResult();
    }

    private ProcessInstance instance(String id) {
        return scene.runtime()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(id, "rollback")
                .singleResult();
    }

    private void as(String user, Runnable work) {
        scene.as(user, () -> {
            work.run();
            return user;
        });
    }
}
