package io.backout.record;

import java.util.List;
import java.util.Optional;

/**
 * What somebody reported.
 *
 * @param requestId chosen by the caller, so that a repeated request starts nothing twice; empty when none
 * @param namedLevel given when the caller has already decided
 * @param namedRelease tag, branch or commit; only with a level
 */
public record Report(
        String target,
        List<Symptom> symptoms,
        FreeText texts,
        String requestId,
        Optional<Integer> namedLevel,
        Optional<String> namedRelease) {
    /** The reporter's own words. */
    public record FreeText(String reason, String impact) {}
}
