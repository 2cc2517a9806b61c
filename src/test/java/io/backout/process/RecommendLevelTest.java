package io.backout.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.Test;

class RecommendLevelTest {
    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final DmnDecision TABLE = read("/recommend-level.dmn");

    // a healthy application on a sound database, nothing reported
    private final Map<String, Object> facts = new HashMap<>(Map.of(
            "databaseReachable", true,
            "failedMigration", false,
            "databaseAhead", false,
            "dataDamaged", false,
            "healthy", true,
            "immediateSymptom", false,
            "considerSymptom", false,
            "releaseKnown", true));

    @Test
    void recommendsARestartWhereTheDatabaseIsUnreachable() {
        assertRecommended(
                "level 0, none",
                "The database does not answer: restart or repair the database; a rollback does not bring it back.",
                Map.of("databaseReachable", false, "healthy", false, "dataDamaged", true));
    }

    @Test
    void recommendsLevel3WhereDataIsDamaged() {
        assertRecommended(
                "level 3, immediate",
                "Data is damaged: only a restored backup undoes it, and what was written since it is lost.",
                Map.of("dataDamaged", true, "failedMigration", true));
    }

    @Test
    void recommendsLevel2WhereAMigrationFailed() {
        assertRecommended(
                "level 2, immediate",
                "A migration failed halfway: going back means reverting it, then the application.",
                Map.of("failedMigration", true, "healthy", false));
    }

    @Test
    void recommendsLevel2WhereTheDatabaseIsAheadOfTheRelease() {
        assertRecommended(
                "level 2, immediate",
                "The application is unhealthy and the database is ahead of the release: revert its migrations too.",
                Map.of("databaseAhead", true, "healthy", false));
    }

    @Test
    void recommendsLevel1WhereTheApplicationIsUnhealthy() {
        assertRecommended(
                "level 1, immediate",
                "The application is unhealthy, but the database fits the last verified release: go back to it.",
                Map.of("healthy", false));
    }

    @Test
    void asksTheCommanderForTheReleaseWhereNoneIsKnownToBeGood() {
        assertRecommended(
                "level 1, immediate",
                "The application is unhealthy and no release is known to be good: pick the one to go back to.",
                Map.of("healthy", false, "releaseKnown", false));
    }

    @Test
    void considersLevel1ForASeriousSymptomOfAHealthyApplication() {
        assertRecommended(
                "level 1, consider",
                "A serious symptom, although the application answers: check that the last release caused it.",
                Map.of("immediateSymptom", true, "considerSymptom", true));
    }

    @Test
    void considersLevel1ForALesserSymptomOfAHealthyApplication() {
        assertRecommended(
                "level 1, consider",
                "The application answers, but is slow or partly broken: check that the last release caused it.",
                Map.of("considerSymptom", true));
    }

    @Test
    void considersLevel2ForASymptomWhereTheDatabaseIsAheadOfTheRelease() {
        assertRecommended(
                "level 2, consider",
                "A serious symptom, and the database is ahead of the release: going back reverts its migrations too.",
                Map.of("databaseAhead", true, "immediateSymptom", true, "considerSymptom", true));
        assertRecommended(
                "level 2, consider",
                "Slow or partly broken, and the database is ahead of the release: going back reverts its migrations too.",
                Map.of("immediateSymptom", false));
    }

    @Test
    void recommendsNoRollbackWhereNothingIsWrong() {
        assertRecommended(
                "level 0, none",
                "The database and the application answer and no symptom is reported: nothing to roll back.",
                Map.of());
    }

    @Test
    void answersEvenWhereNothingIsKnown() {
        facts.clear();
        assertRecommended(
                "level 0, none",
                "The evidence is incomplete, so no level is recommended: look at the target, then decide yourself.",
                Map.of());
    }

    private void assertRecommended(String level, String why, Map<String, Object> differences) {
        facts.putAll(differences);
        DmnDecisionRuleResult answer =
                ENGINE.evaluateDecisionTable(TABLE, facts).getSingleResult();
        assertThat("level %d, %s".formatted(answer.<Integer>getEntry("level"), answer.getEntry("urgency")))
                .isEqualTo(level);
        assertThat(answer.<String>getEntry("why")).isEqualTo(why).hasSizeLessThanOrEqualTo(200);
    }

    private static DmnDecision read(String file) {
        InputStream table = RecommendLevelTest.class.getResourceAsStream(file);
        return ENGINE.parseDecision("recommend-level", table);
    }
}
