package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.backout.demo.BackoutUser;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Whatever is sent to an operation of the OpenAPI document, by whomever with a duty: an answer, and never an error of ours. */
@EngineTest
@Import(EngineScene.class)
class FuzzTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REQUESTS_PER_OPERATION = 12;
    /** Its probes need the real target; {@code TargetCheckIT} asks them there. */
    private static final List<String> NOT_HERE = List.of("/api/targets/{id}/check", "/api/targets/{id}/backups");

    @Autowired
    private EngineScene scene;

    @LocalServerPort
    private int port;

    private final List<Visitor> visitors = new ArrayList<>();

    @BeforeEach
    void reset() {
        scene.reset();
        for (BackoutUser user : BackoutUser.values()) {
            visitors.add(new Visitor(port, user.id(), user.password()));
        }
    }

    @AfterEach
    void clear() {
        scene.clear();
    }

    @Test
    void neverAnswersWithAnError() throws Exception {
        // What it found is found again.
        Random random = new Random(1);
        String id = scene.report(BackoutUser.TECHNICAL_OWNER, Optional.empty());
        scene.task("userTask_decideLevel");
        JsonNode document = JSON.readTree(
                visitors.get(0).ask(Door.API, "GET", "/v3/api-docs", Map.of()).body());
        FuzzedRequests requests = new FuzzedRequests(document, random, List.of(id, BenchTarget.ID, "orders"));
        assertThat(document.path("paths").size()).isGreaterThan(15);

        for (int round = 0; round < REQUESTS_PER_OPERATION; round++) {
            for (FuzzedRequests.Fuzzed request : requests.round()) {
                if (NOT_HERE.contains(request.operation())) {
                    continue;
                }
                Visitor visitor = visitors.get(random.nextInt(visitors.size()));
                HttpResponse<String> answer = visitor.send(request.method(), request.path(), request.body());
                assertThat(answer.statusCode())
                        .as("%s by %s: %s", request, visitor.id(), answer.body())
                        .isLessThan(500);
            }
        }
    }
}
