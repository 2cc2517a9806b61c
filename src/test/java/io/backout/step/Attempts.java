package io.backout.step;

import static io.backout.step.Attempt.onApi;
import static io.backout.step.Attempt.onEngine;
import static io.backout.step.Attempt.variables;

import io.backout.approval.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How each act is tried at each door that offers it. */
final class Attempts {
    private static final String ROLLBACK = "/api/rollbacks/{id}";
    private static final String STUCK_STEP = ROLLBACK + "/steps/stopApplication/outcome";
    private static final String ANSWER = "/task/{task}/submit-form";
    private static final String DROP = "DROP_PUT_AWAY shop__old_1 1234";

    private Attempts() {}

    static List<Attempt> of(Act act) {
        return switch (act) {
            case READ ->
                Stream.of("", "/{id}", "/{id}/record")
                        .map(path -> onApi("GET", "/api/rollbacks" + path, it -> Map.of()))
                        .toList();
            case INSPECT -> onEngine("GET", "/process-instance/{instance}", Map.of());
            case REPORT ->
                with(
                        onApi("POST", "/api/rollbacks", it -> Map.of("target", BenchTarget.ID, "reason", "r")),
                        onEngine(
                                "POST",
                                "/process-definition/key/rollback/submit-form",
                                variables(Map.of("target", BenchTarget.ID, "reason", "r"))));
            case DECIDE ->
                with(
                        List.of(
                                onApi("POST", ROLLBACK + "/decision", it -> Map.of("level", 1, "reason", "r")),
                                onApi("POST", ROLLBACK + "/commands", it -> Map.of("command", "STOP", "reason", "r"))),
                        onEngine("POST", ANSWER, variables(Map.of("level", "0", "reason", "r"))));
            case SIGN_AS_DBA -> sign("dba");
            case SIGN_AS_SYSTEM_ADMINISTRATOR -> sign("system-administrator");
            case SIGN_AS_TECHNICAL_OWNER -> sign("technical-owner");
            case SIGN_AS_BUSINESS_OWNER -> sign("business-owner");
            case CLARIFY ->
                with(
                        onApi("POST", STUCK_STEP, it -> Map.of("outcome", "STOP", "reason", "r")),
                        onEngine("POST", ANSWER, variables(Map.of("outcome", "STOP", "reason", "r"))));
            case RETRY -> onEngine("PUT", "/job/{job}/retries", Map.of("retries", 1));
            case SKIP ->
                with(
                        onApi("POST", STUCK_STEP, it -> Map.of("outcome", "SKIPPED", "reason", "r")),
                        onEngine(
                                "POST",
                                "/process-definition/key/skip-step/submit-form",
                                variables(Map.of("rollback", "{id}", "step", "stopApplication", "reason", "r"))));
            case CONSENT ->
                with(
                        List.of(
                                onApi("POST", STUCK_STEP, it -> Map.of("outcome", "SKIPPED", "reason", "r")),
                                onApi("POST", STUCK_STEP, it -> Map.of("outcome", "NOT_SKIPPED", "reason", "r"))),
                        onEngine("POST", ANSWER, variables(Map.of("answer", "APPROVE", "comment", "r"))));
            case UNDO ->
                with(
                        onApi("POST", ROLLBACK + "/undo", it -> Map.of("reason", "r")),
                        onEngine(
                                "POST",
                                "/process-definition/key/undo/submit-form",
                                variables(Map.of("undoes", "{id}", "reason", "r", "whyNotRepair", "r"))));
            case EXPORT -> List.of(onApi("GET", ROLLBACK + "/put-away/orders", it -> Map.of()));
            case CLEAN_UP ->
                with(
                        onApi("POST", ROLLBACK + "/put-away/clean-up", it -> Map.of("reason", "r")),
                        onEngine(
                                "POST",
                                "/process-definition/key/clean-up/submit-form",
                                variables(Map.of("rollback", "{id}", "reason", "r"))));
            case APPROVE_CLEAN_UP ->
                with(
                        onApi(
                                "POST",
                                ROLLBACK + "/put-away/clean-up/approval",
                                it -> Map.of("decision", "APPROVE", "confirmation", DROP, "comment", "r")),
                        onEngine(
                                "POST",
                                ANSWER,
                                variables(Map.of("answer", "APPROVE", "confirmation", DROP, "comment", "r"))));
            case ASSIGN -> onEngine("POST", "/task/{task}/assignee", Map.of("userId", "hanmei"));
            case CHANGE_USERS ->
                onEngine("POST", "/group/create", Map.of("id", "newcomers", "name", "newcomers", "type", "BACKOUT"));
            case DELETE -> onEngine("DELETE", "/process-instance/{instance}", Map.of());
            case TAMPER -> tamper();
        };
    }

    private static List<Attempt> sign(String duty) {
        return with(
                onApi(
                        "POST",
                        ROLLBACK + "/approvals",
                        it -> Map.of("duty", duty, "decision", "REFUSE", "planHash", it.planHash(), "comment", "r")),
                onEngine(
                        "POST",
                        ANSWER,
                        variables(Map.of("answer", "REFUSE", "planHash", "{planHash}", "comment", "r"))));
    }

    private static List<Attempt> tamper() {
        return Stream.of(
                        onEngine(
                                "POST",
                                "/process-instance/{instance}/modification",
                                Map.of(
                                        "instructions",
                                        List.of(Map.of(
                                                "type", "startBeforeActivity", "activityId", "callActivity_level1")))),
                        onEngine("PUT", "/process-instance/{instance}/variables/level", Map.of("value", 3)),
                        onEngine("POST", "/process-definition/key/level-1-application/start", Map.of()),
                        onEngine("POST", "/message", Map.of("messageName", "requestMade", "businessKey", "{id}")),
                        onEngine("POST", "/job/{job}/execute", Map.of()),
                        onEngine("POST", "/task/{task}/bpmnError", Map.of("errorCode", "STOP")),
                        onEngine("DELETE", "/process-definition/key/approval", Map.of()),
                        onEngine("DELETE", "/process-definition/key/approval/delete", Map.of()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Attempt> with(Attempt api, List<Attempt> engine) {
        return with(List.of(api), engine);
    }

    private static List<Attempt> with(List<Attempt> api, List<Attempt> engine) {
        List<Attempt> all = new ArrayList<>(api);
        all.addAll(engine);
        return all;
    }
}
