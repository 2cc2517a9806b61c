package io.backout.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.backout.target.Target;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The application's health address. */
public final class HealthEndpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Target target;
    private final HttpClient client;

    public HealthEndpoint(Target target, HttpClient client) {
        this.target = target;
        this.client = client;
    }

    /**
     * One answer.
     *
     * @param status HTTP status; 0 when nothing answered
     * @param release what the release field says; empty when there is none
     * @param problem why it is not healthy; empty when it is
     */
    public record Answer(int status, String release, String problem) {
        public boolean healthy() {
            return problem.isEmpty();
        }
    }

    public Answer ask() {
        Duration limit = target.properties().timeLimits().health();
        HttpRequest request =
                HttpRequest.newBuilder(target.properties().healthUrl()).build();
        // The request's own time limit ends with the headers; an application may also hang in the middle of its answer.
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        try {
            HttpResponse<String> response = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            String problem = response.statusCode() == 200 ? "" : "answered with status " + response.statusCode();
            return new Answer(response.statusCode(), releaseIn(response.body()), problem);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Answer(0, "", "did not answer within %d ms".formatted(limit.toMillis()));
        } catch (ExecutionException e) {
            return new Answer(0, "", "did not answer: connection refused or broken");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, "", "was not asked to the end: Backout is shutting down");
        }
    }

    private String releaseIn(String body) {
        String field = target.properties().releaseField();
        if (field == null) {
            return "";
        }
        try {
            return JSON.readTree(body).path(field).asText("");
        } catch (JsonProcessingException notJson) {
            return "";
        }
    }
}
