package io.backout.backup;

import io.backout.tool.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The migrations of a folder, as they are in a set or in the application. */
record MigrationTables(Map<String, String> sqlByName) {
    private static final String FILE = "migration.sql";
    private static final Pattern CHANGE = Pattern.compile(
            "(?i)\\bCREATE\\s+TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?`?(?<created>[\\w$]+)`?\\s*\\("
                    + "|\\bDROP\\s+TABLE\\s+(?:IF\\s+EXISTS\\s+)?(?<dropped>`?[\\w$]+`?(?:\\s*,\\s*`?[\\w$]+`?)*)"
                    + "|\\bRENAME\\s+TABLE\\s+`?(?<from>[\\w$]+)`?\\s+TO\\s+`?(?<to>[\\w$]+)`?"
                    + "|\\bALTER\\s+TABLE\\s+`?(?<old>[\\w$]+)`?\\s+RENAME\\s+(?:TO\\s+|AS\\s+)?`?(?<now>(?!COLUMN\\b|INDEX\\b|KEY\\b)[\\w$]+)`?");

    /** The oldest first; none when there is no such folder. */
    static MigrationTables in(Path folder) {
        Map<String, String> found = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> folders = Files.list(folder)) {
                for (Path migration : folders.toList()) {
                    if (Files.isRegularFile(migration.resolve(FILE))) {
                        found.put(String.valueOf(migration.getFileName()), Files.readString(migration.resolve(FILE)));
                    }
                }
            } catch (IOException e) {
                throw new ToolException(
                        "migrations in '%s' could not be read: %s".formatted(folder, e.getMessage()),
                        "check that they are text, and that Backout's user may read them.");
            }
        }
        return new MigrationTables(found);
    }

    /** Those that are there when all of them are applied, as far as plain statements tell; never too many. */
    Set<String> tables() {
        Set<String> tables = new TreeSet<>();
        for (String sql : sqlByName.values()) {
            Matcher change =
                    CHANGE.matcher(sql.replaceAll("(?m)--[ \\t].*$|#.*$", "").replaceAll("(?s)/\\*[^!].*?\\*/", ""));
            while (change.find()) {
                if (change.group("created") != null) {
                    tables.add(change.group("created"));
                } else if (change.group("dropped") != null) {
                    tables.removeAll(List.of(
                            change.group("dropped").replaceAll("[`\\s]", "").split(",")));
                } else {
                    boolean renamed = tables.remove(change.group("from")) | tables.remove(change.group("old"));
                    if (renamed) {
                        tables.add(change.group("to") == null ? change.group("now") : change.group("to"));
                    }
                }
            }
        }
        return tables;
    }
}
