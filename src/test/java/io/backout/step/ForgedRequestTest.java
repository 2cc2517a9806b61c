package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.BackoutUser;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** A page of another site, open in the commander's browser, cannot act in the commander's name. */
@EngineTest
@Import(EngineScene.class)
class ForgedRequestTest {
    private static final String REPORT = "{\"target\": \"shop\", \"reason\": \"forged\"}";

    @Autowired
    private EngineScene scene;

    @LocalServerPort
    private int port;

    private Visitor commander;

    @BeforeEach
    void isLoggedIn() {
        commander = new Visitor(port, BackoutUser.COMMANDER.id(), BackoutUser.COMMANDER.password());
        assertThat(commander.logIn().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/rollbacks, text/plain",
        "/api/rollbacks, application/x-www-form-urlencoded",
        "/api/rollbacks, multipart/form-data;boundary=x",
        "/engine-rest/process-definition/key/rollback/start, text/plain",
        "/engine-rest/deployment/create, multipart/form-data;boundary=x"
    })
    void whatAFormCanSendIsRefusedAlthoughTheBrowserAddsItsLogin(String path, String type) {
        HttpResponse<String> answer = commander.forgeBasic(path, type, REPORT);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains(
                        "a POST without JSON could come from a page of another site; nothing was done",
                        "send the header 'Content-Type: application/json'.");
        assertThat(scene.runtime().createProcessInstanceQuery().count()).isZero();
    }

    @Test
    void tasklistsCookieOpensNoOtherDoor() {
        assertThat(commander.forge("/api/rollbacks", "application/json", REPORT).statusCode())
                .isEqualTo(401);
        assertThat(commander
                        .forge("/engine-rest/process-definition/key/rollback/start", "application/json", "{}")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void tasklistsCookieAloneStartsNothingInTasklist() {
        HttpResponse<String> answer = commander.forge(
                "/camunda/api/engine/engine/default/process-definition/key/rollback/start", "application/json", "{}");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(scene.runtime().createProcessInstanceQuery().count()).isZero();
    }

    @Test
    void noOtherSiteIsAllowedToAsk() {
        HttpResponse<String> answer = commander.preflight("/api/rollbacks", "https://example.org");

        assertThat(answer.headers().map()).doesNotContainKey("Access-Control-Allow-Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/h2-console", "/h2-console/login.do", "/swagger-ui.html", "/anything"})
    void whatIsNotServedIsShut(String path) {
        assertThat(commander.anonymously(path).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"/api/rollbacks", "/engine-rest/task", "/actuator/health"})
    void answersOfTheRestAreNotKeptNotFramedAndNotGuessedAt(String path) {
        Map<String, String> headers = headers(commander.ask(Door.API, "GET", path, Map.of()));

        assertThat(headers)
                .containsEntry("content-security-policy", "default-src 'none'; frame-ancestors 'none'")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("x-frame-options", "DENY")
                .containsEntry("referrer-policy", "no-referrer");
        assertThat(headers.get("cache-control")).contains("no-store");
        assertThat(headers).doesNotContainKey("set-cookie");
    }

    @Test
    void tasklistIsNotFramedAndItsCookiesStayAtHome() {
        HttpResponse<String> page = commander.anonymously("/camunda/app/tasklist/default/");

        assertThat(headers(page))
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("referrer-policy", "same-origin")
                .doesNotContainKey("strict-transport-security");
        assertThat(headers(page).get("content-security-policy")).contains("frame-ancestors 'none'");
        assertThat(page.headers().allValues("set-cookie"))
                .anyMatch(it -> it.startsWith("JSESSIONID=") && it.contains("HttpOnly"))
                .allMatch(it -> it.contains("SameSite=Strict") && !it.contains("Secure"));
    }

    private static Map<String, String> headers(HttpResponse<String> response) {
        Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        return headers;
    }
}
