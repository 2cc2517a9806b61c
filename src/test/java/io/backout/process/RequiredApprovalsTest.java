package io.backout.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.approval.Duty;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.Test;

class RequiredApprovalsTest {
    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final DmnDecision TABLE = read("/required-approvals.dmn");

    @Test
    void needsOnlyTheCommanderAtLevel1() {
        assertRequired(1, "incident-commander", "", "");
    }

    @Test
    void needsThoseWhoAnswerForTheDatabaseAndTheMachineAtLevel2() {
        assertRequired(2, "dba,system-administrator", "technical-owner", "product-owner");
    }

    @Test
    void needsTheOwnersToSignTheLossOfDataAtLevel3() {
        assertRequired(
                3, "technical-owner,business-owner,dba,system-administrator", "incident-commander", "product-owner");
    }

    @Test
    void speaksOfDutiesThatExist() {
        assertThat(IntStream.rangeClosed(1, 3)
                        .mapToObj(RequiredApprovalsTest::required)
                        .flatMap(answer -> Stream.of("sign", "page", "acknowledge")
                                .map(answer::<String>getEntry)
                                .flatMap(duties -> Stream.of(duties.split(",")))
                                .filter(duty -> !duty.isEmpty())))
                .allSatisfy(duty -> assertThat(Duty.find(duty)).isPresent());
    }

    @Test
    void hasNoAnswerForALevelThatDoesNotExist() {
        assertThat(evaluate(0)).isEmpty();
        assertThat(evaluate(4)).isEmpty();
    }

    private static void assertRequired(int level, String sign, String page, String acknowledge) {
        assertThat(required(level))
                .containsExactlyInAnyOrderEntriesOf(Map.of("sign", sign, "page", page, "acknowledge", acknowledge));
    }

    private static DmnDecisionRuleResult required(int level) {
        return evaluate(level).getSingleResult();
    }

    private static DmnDecisionTableResult evaluate(int level) {
        return ENGINE.evaluateDecisionTable(TABLE, Map.of("level", level));
    }

    private static DmnDecision read(String file) {
        InputStream table = RequiredApprovalsTest.class.getResourceAsStream(file);
        return ENGINE.parseDecision("required-approvals", table);
    }
}
