package io.backout.target;

import java.time.Instant;
import java.util.List;

/**
 * A commit that can be gone back to, with what is known of it.
 *
 * @param names tags that point to the commit; may be empty
 * @param verdictAt when the verdict was given; the epoch while it is UNKNOWN
 */
public record Release(
        String commit, List<String> names, Instant committedAt, String subject, Verdict verdict, Instant verdictAt) {
    /** What Backout knows about a release. */
    public enum Verdict {
        VERIFIED,
        BAD,
        UNKNOWN
    }

    /** A tag, or the short commit id where there is none. */
    public String name() {
        return names.isEmpty() ? shortCommit(commit) : names.get(0);
    }

    public static String shortCommit(String commit) {
        return commit.substring(0, Math.min(10, commit.length()));
    }
}
