package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.BackoutUser;
import java.time.Duration;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Guessing is slow at every door, and nobody has a password that is quickly guessed. */
@EngineTest
@Import(EngineScene.class)
class LoginTest {
    private static final String ID = "guessed";
    private static final String PASSWORD = "Horse-Battery-1";

    @Autowired
    private IdentityService identity;

    @LocalServerPort
    private int port;

    private Duration passed = Duration.ZERO;

    @BeforeEach
    void account() {
        User user = identity.newUser(ID);
        user.setPassword(PASSWORD);
        identity.saveUser(user);
        identity.createMembership(ID, "operator");
    }

    @AfterEach
    void forget() {
        ClockUtil.reset();
        identity.deleteUser(ID);
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void aWrongPasswordKeepsTheRightOneWaiting(Door door) {
        assertThat(status(door, PASSWORD)).isEqualTo(200);

        assertThat(status(door, "Wrong-Horse-1")).isEqualTo(401);
        assertThat(status(door, PASSWORD)).as("at once").isEqualTo(401);
        pass(Duration.ofSeconds(4));

        assertThat(status(door, PASSWORD)).as("after 3 s").isEqualTo(200);
    }

    @Test
    void tenWrongPasswordsLockUntilAnAdministratorUnlocks() {
        for (int i = 0; i < 10; i++) {
            assertThat(status(Door.values()[i % 3], "Wrong-Horse-1")).isEqualTo(401);
            pass(Duration.ofSeconds(61));
        }
        pass(Duration.ofDays(30));
        assertThat(status(Door.API, PASSWORD)).isEqualTo(401);

        assertThat(new Visitor(port, "admin", "Break-Glass-2026!")
                        .ask(Door.TASKLIST, "POST", "/user/%s/unlock".formatted(ID), Map.of())
                        .statusCode())
                .isEqualTo(204);

        assertThat(status(Door.API, PASSWORD)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Short-1",
                "no-upper-case-1",
                "NO-LOWER-CASE-1",
                "No-digit-at-all",
                "NoSpecial1234",
                "Newcomer-2026!"
            })
    void aPasswordThatIsQuicklyGuessedIsRefused(String password) {
        Map<String, Object> user = Map.of(
                "profile",
                Map.of("id", "newcomer", "firstName", "n", "lastName", "n", "email", ""),
                "credentials",
                Map.of("password", password));
        Visitor admin = new Visitor(port, "admin", "Break-Glass-2026!");
        assertThat(admin.ask(Door.ENGINE_REST, "POST", "/user/create", user).body())
                .contains("Password does not match policy");
        assertThat(identity.createUserQuery().userId("newcomer").count()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/rollbacks",
        "/engine-rest/engine",
        "/engine-rest/task",
        "/v3/api-docs",
        "/actuator/prometheus",
        "/actuator/env"
    })
    void withoutALoginNothingIsTold(String path) {
        assertThat(new Visitor(port, ID, PASSWORD).anonymously(path).statusCode())
                .isEqualTo(401);
    }

    @Test
    void metricsNeedALoginAndHealthDoesNot() {
        Visitor operator = new Visitor(port, BackoutUser.OPERATOR.id(), BackoutUser.OPERATOR.password());
        assertThat(operator.ask(Door.API, "GET", "/actuator/prometheus", Map.of())
                        .body())
                .contains("jvm_memory_used_bytes");
        assertThat(operator.ask(Door.API, "GET", "/actuator/env", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(operator.anonymously("/actuator/health").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    private int status(Door door, String password) {
        Visitor visitor = new Visitor(port, ID, password);
        String path = door == Door.API ? "/api/rollbacks" : "/task/count";
        return visitor.ask(door, "GET", path, Map.of()).statusCode();
    }

    /** For the engine's locks. */
    private void pass(Duration time) {
        passed = passed.plus(time);
        ClockUtil.offset(passed.toMillis());
    }
}
