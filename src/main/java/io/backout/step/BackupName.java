package io.backout.step;

import io.backout.record.BadInputException;
import java.util.Optional;

/** The name of a backup set as people give it. */
final class BackupName {
    private BackupName() {}

    static Optional<String> optional(String text) {
        String name = text.strip();
        if (!name.matches("[\\w.+:@ -]{0,200}") || name.startsWith(".")) {
            throw new BadInputException(
                    "the backup set's name is no name; nothing was done", "choose one from the list of backup sets.");
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }
}
