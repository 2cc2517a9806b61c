package io.backout.plan;

/**
 * What the decision table recommends.
 *
 * @param level 0 = no rollback
 * @param urgency immediate, consider or none
 */
public record Recommendation(int level, String urgency, String why) {}
