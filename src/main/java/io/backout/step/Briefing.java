package io.backout.step;

import java.util.Locale;

/** The markdown text of a task: short enough for the engine's column, and in characters that every database takes. */
final class Briefing {
    private static final int LIMIT = 3_900;
    private static final int QUOTE = 300;
    /** Markdown, HTML and the form's own templates act on these. */
    private static final String ACTING = "<>&`*_~[]{}|#\\!";
    /** What a font shows for a character that it lacks; it must not read as punctuation. */
    private static final int BOX = 0x25A1;

    private final StringBuilder text = new StringBuilder();

    Briefing line(String format, Object... values) {
        text.append(format.formatted(values)).append('\n');
        return this;
    }

    Briefing row(String name, String value) {
        return line("| %s | %s |", name, value.replace("|", "/").replace("\n", " "));
    }

    /** What people or programs wrote, cut to what a table can show. */
    static String quoted(String free) {
        String text = free.strip();
        return plain(
                text.codePointCount(0, text.length()) <= QUOTE
                        ? text
                        : text.substring(0, text.offsetByCodePoints(0, QUOTE)) + "…");
    }

    /** On one line, and so that markdown and HTML show it instead of acting on it. */
    static String plain(String free) {
        StringBuilder shown = new StringBuilder();
        free.strip().replaceAll("\\s+", " ").codePoints().forEach(character -> {
            if (ACTING.indexOf(character) >= 0) {
                shown.append("&#").append(character).append(';');
            } else {
                shown.appendCodePoint(character);
            }
        });
        return shown.toString();
    }

    static String seconds(double seconds) {
        return seconds < 90 ? "%.0f s".formatted(seconds) : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }

    @Override
    public String toString() {
        String plain = text.toString()
                .codePoints()
                .map(character -> Character.isSupplementaryCodePoint(character) ? BOX : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return plain.length() <= LIMIT ? plain : whole(plain) + "\n\n… cut; the rest is in the API.";
    }

    /** Whole lines: half a table row or half an escaped character reads as something else. */
    private static String whole(String plain) {
        int end = plain.lastIndexOf('\n', LIMIT);
        return plain.substring(0, end > 0 ? end : LIMIT);
    }
}
