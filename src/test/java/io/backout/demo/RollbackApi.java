package io.backout.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** Backout's REST, as one person uses it. */
public final class RollbackApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ENDED = Set.of("ROLLED_BACK", "FAILED", "REFUSED", "STOPPED", "CLOSED");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final BackoutUser user;

    RollbackApi(String base, BackoutUser user) {
        this.base = base;
        this.user = user;
    }

    /** A status and a JSON body. */
    public record Reply(int status, JsonNode body) {
        public String text(String field) {
            return body.path(field).asText();
        }
    }

    public Reply get(String path) {
        return send(request(path).GET());
    }

    /** The answer as it is, where it is no JSON. */
    public String text(String path) {
        return ask(request(path).GET()).body();
    }

    public Reply post(String path, Map<String, ?> body) {
        try {
            return post(path, JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public Reply post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    /** Reports a problem with easy-erp and decides for level 1; the id of the rollback. */
    public String rollBack(Map<String, ?> more) {
        Map<String, Object> body =
                new java.util.HashMap<>(Map.of("target", "easy-erp", "level", 1, "reason", "the release is broken"));
        body.putAll(more);
        Reply reply = post("/api/rollbacks", body);
        if (reply.status() != 201) {
            throw new IllegalStateException("not started: " + reply);
        }
        return reply.text("id");
    }

    /** Signs the plan as it is now, with all that any level asks for. */
    public Reply approve(String id, String duty) {
        JsonNode plan = get("/api/rollbacks/%s/plan".formatted(id)).body();
        return post(
                "/api/rollbacks/%s/approvals".formatted(id),
                Map.of(
                        "duty",
                        duty,
                        "decision",
                        "APPROVE",
                        "planHash",
                        plan.path("hash").asText(),
                        "comment",
                        "read",
                        "confirmation",
                        plan.path("confirmation").asText(),
                        "businessImpact",
                        "none"));
    }

    public Reply rollback(String id) {
        return get("/api/rollbacks/" + id);
    }

    /** Waits until the rollback is over, whatever its end. */
    public Reply awaitEnd(String id) {
        return awaitState(id, ENDED, Duration.ofSeconds(180));
    }

    public Reply awaitState(String id, Set<String> states, Duration limit) {
        Poll.until(limit, () -> states.contains(rollback(id).text("state")), () -> "%s did not get to %s: %s"
                .formatted(id, states, rollback(id).body().toPrettyString()));
        return rollback(id);
    }

    private HttpRequest.Builder request(String path) {
        String login = user.id() + ":" + user.password();
        return HttpRequest.newBuilder(URI.create(base + path))
                // Backout itself waits 30 seconds for its database.
                .timeout(Duration.ofSeconds(60))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    private Reply send(HttpRequest.Builder request) {
        HttpResponse<String> response = ask(request);
        try {
            return new Reply(
                    response.statusCode(),
                    response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> ask(HttpRequest.Builder request) {
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
