package io.backout.plan;

import io.backout.plan.Reversal.Phase;
import io.backout.tool.SchemaChange;
import io.backout.tool.SchemaObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Indexes, foreign keys and checks hold no data: one goes, the other comes, where the rows allow it. */
final class KeyReversal {
    private static final Pattern UNIQUE = Pattern.compile("UNIQUE KEY `(?:[^`]|``)+` \\((`[^()]*`)\\).*");
    private static final Pattern REFERENCE =
            Pattern.compile("CONSTRAINT .* FOREIGN KEY \\((.*?)\\) REFERENCES (`(?:[^`]|``)+`) \\((.*?)\\).*");
    private static final Pattern CONDITION = Pattern.compile("CONSTRAINT `(?:[^`]|``)+` CHECK (\\(.*\\))");

    private KeyReversal() {}

    static List<Reversal> index(String name, SchemaObject object, String from, String to) {
        if (object.name().equals("PRIMARY")) {
            return List.of(Reversal.impossible("the primary key of table '%s' was changed".formatted(object.table())));
        }
        boolean changed = !from.isEmpty() && !to.isEmpty();
        List<Reversal> reversals = new ArrayList<>();
        if (!from.isEmpty()) {
            reversals.add(Reversal.by(
                    changed ? Phase.INDEXES_CHANGED : Phase.INDEXES_AWAY, drop(name, object, from, "DROP INDEX ")));
        }
        if (!to.isEmpty()) {
            Matcher unique = UNIQUE.matcher(to);
            if (to.startsWith("UNIQUE") && !unique.matches()) {
                return List.of(
                        Reversal.impossible("%s is unique in a way that cannot be looked up before".formatted(name)));
            }
            SchemaChange add = add(name, object, to);
            reversals.add(Reversal.by(
                    changed ? Phase.INDEXES_CHANGED : Phase.INDEXES_BACK,
                    unique.matches() ? add.hinderedBy(doubles(object, unique.group(1))) : add));
        }
        return reversals;
    }

    static List<Reversal> foreignKey(String name, SchemaObject object, String from, String to) {
        SchemaChange drop = drop(name, object, from, "DROP FOREIGN KEY ");
        Matcher reference = REFERENCE.matcher(to);
        String hindered = reference.matches() ? orphans(object, reference) : "";
        return replace(Reversal.by(Phase.KEYS_AWAY, drop), Phase.KEYS_BACK, add(name, object, to), hindered);
    }

    static List<Reversal> check(String name, SchemaObject object, String from, String to) {
        SchemaChange drop = drop(name, object, from, "DROP CONSTRAINT ");
        Matcher condition = CONDITION.matcher(to);
        String hindered = condition.matches()
                ? "SELECT COUNT(*) FROM %s WHERE NOT %s".formatted(object.quotedTable(), condition.group(1))
                : "";
        return replace(Reversal.by(Phase.CHECKS_AWAY, drop), Phase.CHECKS_BACK, add(name, object, to), hindered);
    }

    /** @param hindered empty where the definition could not be read */
    private static List<Reversal> replace(Reversal away, Phase back, SchemaChange add, String hindered) {
        if (!add.to().isEmpty() && hindered.isEmpty()) {
            return List.of(Reversal.impossible("%s cannot be read: %s".formatted(add.object(), add.to())));
        }
        List<Reversal> reversals = new ArrayList<>();
        if (!away.change().from().isEmpty()) {
            reversals.add(away);
        }
        if (!add.to().isEmpty()) {
            reversals.add(Reversal.by(back, add.hinderedBy(hindered)));
        }
        return reversals;
    }

    private static SchemaChange drop(String name, SchemaObject object, String from, String verb) {
        return new SchemaChange(
                name, from, "", "ALTER TABLE %s %s%s".formatted(object.quotedTable(), verb, object.quotedName()));
    }

    private static SchemaChange add(String name, SchemaObject object, String to) {
        return new SchemaChange(name, "", to, "ALTER TABLE %s ADD %s".formatted(object.quotedTable(), to));
    }

    /** Values that several rows share; a row with a NULL never has a double. */
    private static String doubles(SchemaObject object, String columns) {
        String present = Arrays.stream(columns.split(","))
                .map(column -> column + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        return "SELECT COUNT(*) FROM (SELECT 1 FROM %s WHERE %s GROUP BY %s HAVING COUNT(*) > 1) AS doubles"
                .formatted(object.quotedTable(), present, columns);
    }

    private static String orphans(SchemaObject object, Matcher reference) {
        String[] own = reference.group(1).split(", ?");
        String[] others = reference.group(3).split(", ?");
        String present = Arrays.stream(own)
                .map(column -> "child." + column + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        String same = IntStream.range(0, own.length)
                .mapToObj(i -> "parent.%s = child.%s".formatted(others[i], own[i]))
                .collect(Collectors.joining(" AND "));
        return "SELECT COUNT(*) FROM %s AS child WHERE %s AND NOT EXISTS (SELECT 1 FROM %s AS parent WHERE %s)"
                .formatted(object.quotedTable(), present, reference.group(2), same);
    }
}
