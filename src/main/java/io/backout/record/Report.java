package io.backout.record;

import java.util.List;
import java.util.Optional;

/**
 * What somebody reported.
 *
 * @param requestId chosen by the caller, so that a repeated request starts nothing twice; empty when none
 * @param named given when the caller has already decided
 */
public record Report(String target, List<Symptom> symptoms, FreeText texts, String requestId, Optional<Choice> named) {
    /** The reporter's own words. */
    public record FreeText(String reason, String impact) {}
}
