package io.backout.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.backout.demo.BackoutServer;
import io.backout.demo.BackoutUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A person in Tasklist or Cockpit: the same requests as their browser sends, behind the same login. */
final class WebSession {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENGINE = "/camunda/api/engine/engine/default";

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .build();
    private final BackoutServer server;

    private WebSession(BackoutServer server) {
        this.server = server;
    }

    static WebSession of(BackoutServer server, BackoutUser user, String application) {
        return of(server, user.id(), user.password(), application);
    }

    static WebSession of(BackoutServer server, String id, String password, String application) {
        WebSession session = new WebSession(server);
        session.send(session.request("/camunda/app/%s/default/".formatted(application))
                .GET());
        String login = "username=%s&password=%s".formatted(id, URLEncoder.encode(password, StandardCharsets.UTF_8));
        int status = session.send(session.request("/camunda/api/admin/auth/user/default/login/" + application)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-XSRF-TOKEN", session.token())
                        .POST(BodyPublishers.ofString(login)))
                .statusCode();
        if (status != 200) {
            throw new IllegalStateException(id + " could not log in to " + application + ": " + status);
        }
        return session;
    }

    /** The open tasks of a rollback that this person sees. */
    JsonNode tasks(String rollbackId) {
        return get("/task?processInstanceBusinessKey=" + rollbackId);
    }

    /** All that the pages of Tasklist and Cockpit are made of: tasks and what their forms show, variables, incidents, traces. */
    String shown(String rollbackId) {
        StringBuilder shown = new StringBuilder(tasks(rollbackId).toString());
        for (JsonNode task : tasks(rollbackId)) {
            shown.append(
                    text("/task/%s/form-variables".formatted(task.path("id").asText())));
        }
        for (JsonNode instance : get("/process-instance?businessKey=" + rollbackId)) {
            String id = instance.path("id").asText();
            shown.append(text("/process-instance/%s/variables".formatted(id)));
            shown.append(text("/incident?processInstanceId=" + id));
            for (JsonNode job : get("/job?withException=true&processInstanceId=" + id)) {
                shown.append(text("/job/%s/stacktrace".formatted(job.path("id").asText())));
            }
        }
        return shown.toString();
    }

    /** The status of completing the rollback's only task with these fields. */
    int complete(String rollbackId, Map<String, String> fields) {
        return completeTask(tasks(rollbackId).path(0).path("id").asText(), fields);
    }

    /** Whoever knows the id of a task can name it, whether or not they see it. */
    int completeTask(String task, Map<String, String> fields) {
        // The token against forged requests comes with the first answer after the login.
        get("/task/count");
        Map<String, Object> variables = new java.util.TreeMap<>();
        fields.forEach((name, value) -> variables.put(name, Map.of("value", value, "type", "String")));
        return write("POST", "/task/%s/submit-form".formatted(task), Map.of("variables", variables));
    }

    /** What the button "Increment number of retries" does; the status of it. */
    int retry(String rollbackId) {
        String instances = "";
        for (JsonNode instance : get("/process-instance?businessKey=" + rollbackId)) {
            for (JsonNode job : get("/job?noRetriesLeft=true&processInstanceId="
                    + instance.path("id").asText())) {
                instances = job.path("id").asText();
            }
        }
        return write("PUT", "/job/%s/retries".formatted(instances), Map.of("retries", 1));
    }

    /** True when Cockpit can show where the rollback stands in its diagram. */
    boolean seesDiagram(String rollbackId) {
        JsonNode instance = get("/process-instance?businessKey=" + rollbackId).path(0);
        return get("/process-definition/%s/xml"
                                .formatted(instance.path("definitionId").asText()))
                        .path("bpmn20Xml")
                        .asText()
                        .contains("userTask_decideLevel")
                && get("/process-instance/%s/activity-instances"
                                .formatted(instance.path("id").asText()))
                        .path("childActivityInstances")
                        .findValuesAsText("activityId")
                        .contains("userTask_decideLevel");
    }

    /** The status of moving the token of a rollback. */
    int move(String rollbackId, String activity) {
        return write(
                "POST",
                "/process-instance/%s/modification".formatted(instance(rollbackId)),
                Map.of("instructions", List.of(Map.of("type", "startBeforeActivity", "activityId", activity))));
    }

    /** The status of setting a variable of a rollback. */
    int set(String rollbackId, String variable, String value) {
        return write(
                "PUT",
                "/process-instance/%s/variables/%s".formatted(instance(rollbackId), variable),
                Map.of("value", value, "type", "String"));
    }

    private String instance(String rollbackId) {
        return get("/process-instance?processDefinitionKey=rollback&businessKey=" + rollbackId)
                .path(0)
                .path("id")
                .asText();
    }

    /** The statuses of what Cockpit offers to change an instance: a variable, its activity, its end. */
    List<Integer> tamperWith(String rollbackId) {
        String instance = "/process-instance/"
                + get("/process-instance?businessKey=" + rollbackId)
                        .path(0)
                        .path("id")
                        .asText();
        return List.of(
                write("PUT", instance + "/variables/level", Map.of("value", "3", "type", "String")),
                write("PUT", instance + "/suspended", Map.of("suspended", true)),
                write("DELETE", instance, Map.of()));
    }

    /** The status of what the setup page of an engine without an administrator sends; nobody is logged in there. */
    static int createAdministrator(BackoutServer server, String id) {
        WebSession anonymous = new WebSession(server);
        anonymous.send(anonymous.request("/camunda/app/admin/default/").GET());
        return anonymous.send(
                "POST",
                "/camunda/api/admin/setup/default/user/create",
                Map.of(
                        "profile", Map.of("id", id, "firstName", id, "lastName", id, "email", ""),
                        "credentials", Map.of("password", "Take-Over-2026!")));
    }

    private JsonNode get(String path) {
        try {
            return JSON.readTree(text(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(String path) {
        return send(request(ENGINE + path).GET()).body();
    }

    private int write(String method, String path, Map<String, ?> body) {
        return send(method, ENGINE + path, body);
    }

    private int send(String method, String path, Map<String, ?> body) {
        try {
            return send(request(path)
                            .header("Content-Type", "application/json")
                            .header("X-XSRF-TOKEN", token())
                            .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body))))
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String token() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url(path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
