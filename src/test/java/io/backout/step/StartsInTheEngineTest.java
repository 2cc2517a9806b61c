package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.approval.NotAllowedException;
import io.backout.record.RollbackState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What can come with the start of a rollback in Tasklist, or with the engine's own REST behind it. */
@EngineTest
@Import(EngineScene.class)
class StartsInTheEngineTest {
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

    @Test
    void takesNothingFromTheStartButTheReport() {
        ProcessInstance started = start(
                "limei",
                Map.of(
                        "rollbackId",
                        "RB-20200101-001",
                        "decision",
                        "ROLL_BACK",
                        "level",
                        1,
                        "levelNamed",
                        true,
                        "feasible",
                        true,
                        "verified",
                        true,
                        "hacked",
                        "x"));

        scene.task("userTask_decideLevel");
        String id = started.getBusinessKey();
        assertThat(scene.state(id)).isEqualTo(RollbackState.AWAITING_DECISION);
        assertThat(scene.rollback(id).decision()).isEmpty();
        assertThat(scene.runtime().getVariables(started.getId()))
                .containsEntry("rollbackId", id)
                .containsEntry("decision", "NONE")
                .containsEntry("level", 0)
                .containsEntry("levelNamed", false)
                .doesNotContainKeys("hacked", "feasible", "verified", "reason");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limei", "lilei", "admin"})
    void letsNobodyButTheCommanderNameALevel(String user) {
        assertThatThrownBy(() -> start(user, Map.of("namedLevel", "1"))).isInstanceOf(NotAllowedException.class);

        assertThat(scene.rollbacks.findActive("shop")).isEmpty();
        assertThat(scene.runtime().createProcessInstanceQuery().count()).isZero();
        assertThat(scene.sentences("-")).anyMatch(it -> it.startsWith(user + " NOT_ALLOWED '" + user + "' may not "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zhangsan", "weihua"})
    void letsNobodyWithoutADutyReport(String user) {
        assertThatThrownBy(() -> start(user, Map.of()))
                .isInstanceOfAny(ProcessEngineException.class, NotAllowedException.class);

        assertThat(scene.rollbacks.findActive("shop")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serviceTask_announceSuccess",
                "serviceTask_draftPlan",
                "callActivity_level1",
                "endEvent_rolledBack",
                "endEvent_closedWithoutRollback"
            })
    void letsNoOtherInstanceSpeakForARollback(String activity) {
        scene.step("preserveEvidence").failing(new IllegalStateException("not now"));
        String id = scene.rollBack();
        scene.awaitState(id, RollbackState.NEEDS_OPERATOR);
        int runs = scene.step("preserveEvidence").runs();
        List<String> before = scene.sentences(id);

        try {
            // Nobody is logged in: the door lets no person start in the middle.
            scene.runtime()
                    .createProcessInstanceByKey("rollback")
                    .businessKey(id)
                    .setVariable("rollbackId", id)
                    .setVariable("level", 1)
                    .startBeforeActivity(activity)
                    .execute(true, true);
        } catch (RuntimeException refused) {
            assertThat(refused).hasMessageContaining("was not started by this process instance");
        }
        scene.awaitQuiet();

        assertThat(scene.rollback(id).ended()).isFalse();
        assertThat(scene.rollbacks.findActive("shop")).isPresent();
        assertThat(scene.ledger.of(id)).hasSize(runs);
        assertThat(scene.step("preserveEvidence").runs()).isEqualTo(runs);
        assertThat(scene.sentences(id))
                .filteredOn(it -> !before.contains(it))
                .noneMatch(it -> it.contains(" ANNOUNCED "));
    }

    private ProcessInstance start(String user, Map<String, Object> more) {
        Map<String, Object> form = new HashMap<>(more);
        form.putAll(Map.of("target", "shop", "reason", "it is broken"));
        return scene.as(user, () -> scene.runtime().startProcessInstanceByKey("rollback", form));
    }
}
