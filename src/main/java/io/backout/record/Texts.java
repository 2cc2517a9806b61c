package io.backout.record;

import org.jspecify.annotations.Nullable;

/** What people write: required or not, and never longer than the record takes. */
public final class Texts {
    public static final int LIMIT = 2_000;

    private Texts() {}

    /** @throws BadInputException when the text is missing, blank or too long */
    public static String require(String field, @Nullable String text) {
        String given = optional(field, text);
        if (given.isBlank()) {
            throw new BadInputException(
                    "'%s' is empty; nothing was done".formatted(field), "write at least one sentence.");
        }
        return given;
    }

    /** @throws BadInputException when the text is too long */
    public static String optional(String field, @Nullable String text) {
        String given = text == null ? "" : text.strip();
        int length = given.codePointCount(0, given.length());
        if (length > LIMIT) {
            throw new BadInputException(
                    "'%s' has %,d characters, which is more than %,d; nothing was done".formatted(field, length, LIMIT),
                    "shorten it, and put the rest into your incident ticket.");
        }
        return given;
    }
}
