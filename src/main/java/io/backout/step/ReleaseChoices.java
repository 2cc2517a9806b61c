package io.backout.step;

import io.backout.target.Release;
import java.util.List;
import java.util.stream.Collectors;

/** The releases that the commander can choose from, each with what is known of it. */
final class ReleaseChoices {
    private static final int LONGEST_SUBJECT = 60;

    private ReleaseChoices() {}

    /** One on each line: commit, bar, label. */
    static String of(List<Release> releases) {
        return releases.stream()
                .map(release ->
                        "%s|%s - %s - %s".formatted(release.commit(), release.name(), known(release), subject(release)))
                .collect(Collectors.joining("\n"));
    }

    private static String known(Release release) {
        return switch (release.verdict()) {
            case VERIFIED ->
                "seen healthy "
                        + release.verdictAt().toString().substring(0, 16).replace('T', ' ') + " UTC";
            case BAD -> "BAD: was rolled back";
            case UNKNOWN -> "never seen by Backout";
        };
    }

    /** The engine's column takes no character beyond the first plane. */
    private static String subject(Release release) {
        String subject = release.subject().strip().replaceAll("\\s+", " ").replaceAll("[^\\x{0}-\\x{FFFF}]", "");
        return subject.length() <= LONGEST_SUBJECT ? subject : subject.substring(0, LONGEST_SUBJECT) + "…";
    }
}
