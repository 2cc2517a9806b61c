package io.backout.step;

import java.util.Map;

/**
 * What a step achieved.
 *
 * @param message one sentence for the record; more lines may follow
 * @param answers to the gateways behind it
 */
public record StepResult(String message, Map<String, Object> answers) {
    String headline() {
        return message.lines().findFirst().orElse("");
    }

    static StepResult done(String message) {
        return new StepResult(message, Map.of());
    }
}
