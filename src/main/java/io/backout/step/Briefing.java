package io.backout.step;

import java.util.Locale;

/** The markdown text of a task: short enough for the engine's column, and in characters that every database takes. */
final class Briefing {
    private static final int LIMIT = 3_900;
    private static final int QUOTE = 300;

    private final StringBuilder text = new StringBuilder();

    Briefing line(String format, Object... values) {
        text.append(format.formatted(values)).append('\n');
        return this;
    }

    Briefing row(String name, String value) {
        return line("| %s | %s |", name, value.replace("|", "/").replace("\n", " "));
    }

    /** What people or programs wrote: as plain text, cut, and without anything that markdown or HTML would act on. */
    static String quoted(String free) {
        String flat = free.strip().replaceAll("\\s+", " ").replaceAll("[<>`*_\\[\\]{}|#\\\\!]", "’");
        return flat.length() <= QUOTE ? flat : flat.substring(0, QUOTE) + "…";
    }

    static String seconds(double seconds) {
        return seconds < 90 ? "%.0f s".formatted(seconds) : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }

    @Override
    public String toString() {
        String plain = text.toString()
                .codePoints()
                .map(character -> Character.isSupplementaryCodePoint(character) ? '?' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return plain.length() <= LIMIT ? plain : plain.substring(0, LIMIT) + "\n\n… cut; the rest is in the API.";
    }
}
