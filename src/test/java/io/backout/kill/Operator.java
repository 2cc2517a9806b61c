package io.backout.kill;

import com.fasterxml.jackson.databind.JsonNode;
import io.backout.demo.BackoutServer;
import io.backout.demo.BackoutUser;
import io.backout.e2e.WebSession;
import java.util.Map;

/** Answers an unknown outcome by what the log of the commands says, and retries what failed. */
record Operator(BackoutServer server, CommandTrap trap) {
    void settle(String id, JsonNode rollback) {
        JsonNode last = rollback.path("steps").path(rollback.path("steps").size() - 1);
        if (last.path("outcome").asText().equals("UNKNOWN")) {
            boolean happened = trap.lastCommandEnded();
            server.as(BackoutUser.OPERATOR)
                    .post(
                            "/api/rollbacks/%s/steps/%s/outcome"
                                    .formatted(id, last.path("step").asText()),
                            Map.of(
                                    "outcome",
                                    happened ? "HAPPENED" : "DID_NOT_HAPPEN",
                                    "reason",
                                    "looked at the log of the commands"));
        } else {
            WebSession.of(server, BackoutUser.OPERATOR, "cockpit").retry(id);
        }
    }
}
