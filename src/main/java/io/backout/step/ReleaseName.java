package io.backout.step;

import io.backout.record.BadInputException;
import java.util.Optional;

/** The name of a release as people give it. */
final class ReleaseName {
    private static final int LONGEST = 200;

    private ReleaseName() {}

    static Optional<String> optional(String text) {
        String name = text.strip();
        if (name.length() > LONGEST || name.codePoints().anyMatch(Character::isISOControl)) {
            throw new BadInputException(
                    "the release's name is no name; nothing was done", "name a tag, a branch or a commit.");
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }
}
