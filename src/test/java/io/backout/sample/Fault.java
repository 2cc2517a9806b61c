package io.backout.sample;

import java.util.List;

/** What can be wrong with a release of the sample application. */
public enum Fault {
    /** The server throws at start. */
    CRASHING("v1.4.0-crashing"),
    /** All processes are online, but health answers 503. */
    UNHEALTHY("v1.4.0-unhealthy"),
    /** Two commits in a row throw at start: one commit back does not help. */
    TWO_BAD("v1.4.1-two-bad"),
    /** The server misses a package after npm ci, and so does the good release until npm ci runs again. */
    DROPPED_DEPENDENCY("v1.4.0-dropped-dependency"),
    /** Brings a package; all processes are online, but health answers 500. */
    NEW_DEPENDENCY("v1.4.0-new-dependency"),
    /** A migration is applied, then the server throws at start. */
    WITH_MIGRATION("v1.4.0-with-migration"),
    /** A migration stops half-way; health answers 200, but the business check fails. */
    FAILING_MIGRATION("v1.4.0-failing-migration");

    private final String tag;

    Fault(String tag) {
        this.tag = tag;
    }

    /** The release that is deployed. */
    public String tag() {
        return tag;
    }

    /** The broken releases, in the order of their commits. */
    public List<String> tags() {
        return this == TWO_BAD ? List.of("v1.4.0-two-bad", tag) : List.of(tag);
    }

    /** What health says when this release runs: the tag without its "v". */
    public String version() {
        return tag.substring(1);
    }
}
