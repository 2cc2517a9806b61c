package io.backout.backup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table's definition in the order in which it is made: what its rows need, indexes when the rows are in, foreign keys
 * when all tables are.
 *
 * @param create with columns, checks, the primary key, and a key for AUTO_INCREMENT where that is another one
 * @param indexes as ALTER TABLE adds them
 * @param foreignKeys the same
 */
record ShadowTable(String name, String create, List<String> indexes, List<String> foreignKeys) {
    private static final Pattern INDEX = Pattern.compile("(?:UNIQUE |FULLTEXT |SPATIAL )?KEY .*", Pattern.DOTALL);
    private static final Pattern FOREIGN_KEY =
            Pattern.compile("CONSTRAINT `(?:[^`]|``)+` FOREIGN KEY .*", Pattern.DOTALL);
    private static final Pattern AUTO_INCREMENT =
            Pattern.compile("(`(?:[^`]|``)+`) .* AUTO_INCREMENT\\b.*", Pattern.DOTALL);

    private static final Pattern NO_BULK =
            Pattern.compile("PARTITION BY|SYSTEM VERSIONING|STATS_AUTO_RECALC", Pattern.CASE_INSENSITIVE);

    static ShadowTable of(DumpTable table) {
        String create = table.create();
        DefinitionParts definition = DefinitionParts.of(create);
        List<String> kept = new ArrayList<>(definition.parts());
        List<String> foreignKeys =
                kept.stream().filter(FOREIGN_KEY.asMatchPredicate()).toList();
        List<String> indexes =
                new ArrayList<>(kept.stream().filter(INDEX.asMatchPredicate()).toList());
        indexes.removeAll(neededByRows(kept, indexes));
        kept.removeAll(foreignKeys);
        kept.removeAll(indexes);
        return new ShadowTable(table.name(), definition.with(kept), List.copyOf(indexes), foreignKeys);
    }

    /** InnoDB orders rows by the first unique key where there is no primary one; AUTO_INCREMENT insists on a key. */
    private static List<String> neededByRows(List<String> parts, List<String> indexes) {
        List<String> needed = new ArrayList<>();
        if (parts.stream().noneMatch(part -> part.startsWith("PRIMARY KEY"))) {
            indexes.stream()
                    .filter(index -> index.startsWith("UNIQUE "))
                    .findFirst()
                    .ifPresent(needed::add);
        }
        for (String part : parts) {
            Matcher numbered = AUTO_INCREMENT.matcher(part);
            if (numbered.matches()
                    && parts.stream().noneMatch(key -> key.startsWith("PRIMARY KEY (" + numbered.group(1)))) {
                indexes.stream()
                        .filter(index -> index.replaceFirst("^[^(]*", "").startsWith("(" + numbered.group(1)))
                        .findFirst()
                        .ifPresent(needed::add);
            }
        }
        return needed;
    }

    /** InnoDB checks its rows against nothing else, and MariaDB may take them in bulk. */
    boolean isOrderedByPrimaryKeyAlone() {
        DefinitionParts definition = DefinitionParts.of(create);
        return definition.parts().stream().noneMatch(INDEX.asMatchPredicate())
                && definition.options().startsWith("\n) ENGINE=InnoDB")
                && !NO_BULK.matcher(definition.options()).find();
    }

    /** One statement, so that the table's rows are read once for all; but InnoDB makes one FULLTEXT index at a time. */
    List<String> addIndexes() {
        List<String> statements = new ArrayList<>(
                alter(indexes.stream().filter(index -> !isFullText(index)).toList()));
        indexes.stream().filter(ShadowTable::isFullText).forEach(index -> statements.addAll(alter(List.of(index))));
        return statements;
    }

    /** @param present names of those that are there already */
    List<String> addForeignKeys(Collection<String> present) {
        return alter(foreignKeys.stream()
                .filter(key ->
                        present.stream().noneMatch(name -> key.startsWith("CONSTRAINT " + Sql.quoted(name) + " ")))
                .toList());
    }

    private static boolean isFullText(String index) {
        return index.startsWith("FULLTEXT ");
    }

    private List<String> alter(List<String> parts) {
        String additions = parts.stream().map(part -> "ADD " + part).collect(Collectors.joining(", "));
        return parts.isEmpty() ? List.of() : List.of("ALTER TABLE " + Sql.quoted(name) + " " + additions);
    }
}
