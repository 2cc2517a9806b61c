package io.backout.kill;

import com.fasterxml.jackson.databind.JsonNode;
import io.backout.demo.BackoutServer;
import io.backout.demo.BackoutUser;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The people who sign a plan as soon as they are asked, and what had happened when the last of them did. */
final class Signing {
    private final String rollback;
    private final IntSupplier effectsUntilNow;
    private final Supplier<BackoutServer> server;
    private int effects;
    private long at;
    private int people;

    Signing(Supplier<BackoutServer> server, String rollback, IntSupplier effectsUntilNow) {
        this.server = server;
        this.rollback = rollback;
        this.effectsUntilNow = effectsUntilNow;
    }

    /** How many effects the database had seen. */
    int effects() {
        return effects;
    }

    /** In milliseconds; 0 where nobody signed. */
    long at() {
        return at;
    }

    /** How many signatures were taken. */
    int people() {
        return people;
    }

    /** The state says so a moment before the question is there; whoever calls it asks again. */
    void signAll() {
        JsonNode plan = server.get()
                .as(BackoutUser.COMMANDER)
                .get("/api/rollbacks/%s/plan".formatted(rollback))
                .body();
        int seen = effectsUntilNow.getAsInt();
        long now = System.currentTimeMillis();
        for (JsonNode duty : plan.path("signatures")) {
            if (sign(duty.asText())) {
                effects = seen;
                at = now;
                people++;
            }
        }
    }

    private boolean sign(String duty) {
        return server.get()
                        .as(BackoutUser.holding(duty))
                        .approve(rollback, duty)
                        .status()
                == 200;
    }
}
