package io.backout.tool;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an environment file as the target itself does: with the grammar of npm's dotenv, and then ${NAME} as Prisma
 * fills it in. Java's parsers keep single quotes in the value and refuse 'export', so the password would be a wrong one.
 */
final class EnvironmentText {
    private static final Pattern LINE = Pattern.compile(
            "^\\s*(?:export\\s+)?([\\w.-]+)(?:\\s*=\\s*?|:\\s+?)"
                    + "(\\s*'(?:[^'\\\\]++|\\\\'|\\\\)*'|\\s*\"(?:[^\"\\\\]++|\\\\\"|\\\\)*\""
                    + "|\\s*`(?:[^`\\\\]++|\\\\`|\\\\)*`|[^#\n]+)?\\s*(?:#.*)?$",
            Pattern.MULTILINE | Pattern.UNIX_LINES);
    private static final Pattern QUOTED = Pattern.compile("^(['\"`])([\\s\\S]*)\\1$", Pattern.MULTILINE);
    private static final Pattern REFERENCE = Pattern.compile("(.?)\\$\\{([a-zA-Z0-9_]*)}");

    private final Map<String, String> raw = new LinkedHashMap<>();
    private final Map<String, String> outside;

    private EnvironmentText(Map<String, String> outside) {
        this.outside = outside;
    }

    /** @param outside variables that win over the file's, as those of a process do */
    static Map<String, String> parse(String text, Map<String, String> outside) {
        EnvironmentText file = new EnvironmentText(outside);
        String lines = text.replace("\uFEFF", "").replaceAll("\r\n?", "\n");
        LINE.matcher(lines).results().forEach(line -> file.raw.put(line.group(1), value(line)));
        Map<String, String> values = new TreeMap<>();
        file.raw.forEach((name, value) -> values.put(name, file.filledIn(value, Set.of(name))));
        return values;
    }

    private static String value(MatchResult line) {
        String text = line.group(2) == null ? "" : line.group(2).strip();
        String unquoted = QUOTED.matcher(text).replaceAll("$2");
        return text.startsWith("\"") ? unquoted.replace("\\n", "\n").replace("\\r", "\r") : unquoted;
    }

    /** @param open names that are being filled in: a name that refers to itself is empty inside itself */
    private String filledIn(String value, Set<String> open) {
        return REFERENCE.matcher(value).replaceAll(reference -> {
            if (reference.group(1).equals("\\")) {
                return Matcher.quoteReplacement(reference.group().substring(1));
            }
            String name = reference.group(2);
            String known = open.contains(name) ? "" : outside.getOrDefault(name, raw.getOrDefault(name, ""));
            Set<String> inside = new HashSet<>(open);
            inside.add(name);
            return Matcher.quoteReplacement(reference.group(1) + filledIn(known, inside));
        });
    }
}
