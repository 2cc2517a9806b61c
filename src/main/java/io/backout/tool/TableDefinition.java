package io.backout.tool;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes apart what 'SHOW CREATE TABLE' says; each column, index and key stands on a line of its own. */
final class TableDefinition {
    private static final String NAME = "`((?:[^`]|``)+)`";
    private static final Map<String, Pattern> KINDS = Map.of(
            "column", Pattern.compile("^" + NAME + " .*", Pattern.DOTALL),
            "index", Pattern.compile("^(?:\\w+ )?KEY " + NAME + ".*", Pattern.DOTALL),
            "foreign key", Pattern.compile("^CONSTRAINT " + NAME + " FOREIGN KEY .*", Pattern.DOTALL),
            "check", Pattern.compile("^CONSTRAINT " + NAME + " CHECK .*", Pattern.DOTALL));
    /** MySQL 8 says it once a dump has said the collation, which tells as much. */
    private static final Pattern CHARSET =
            Pattern.compile("^(" + NAME + " \\w+(?:\\((?:[^')]|'[^']*')*\\))?) CHARACTER SET (\\w+) (?=COLLATE \\3_)");

    private static final Pattern NEXT_NUMBER = Pattern.compile(" AUTO_INCREMENT=\\d+");

    private TableDefinition() {}

    /** Object to definition: the table's own options, and each of its parts. */
    static Map<String, String> objects(String table, String createTable) {
        Map<String, String> objects = new TreeMap<>();
        List<String> lines = createTable.lines().toList();
        int end = 1;
        while (!lines.get(end).startsWith(")")) {
            String part = lines.get(end++).strip().replaceFirst(",$", "");
            part = CHARSET.matcher(part).replaceFirst("$1 ");
            objects.put(name(table, part), part);
        }
        String options =
                lines.stream().skip(end).collect(Collectors.joining("\n")).substring(2);
        objects.put("table " + table, NEXT_NUMBER.matcher(options).replaceFirst(""));
        return objects;
    }

    private static String name(String table, String part) {
        if (part.startsWith("PRIMARY KEY")) {
            return "index %s.PRIMARY".formatted(table);
        }
        for (Map.Entry<String, Pattern> kind : KINDS.entrySet()) {
            Matcher matcher = kind.getValue().matcher(part);
            if (matcher.matches()) {
                String name = matcher.group(1).replace("``", "`");
                return "%s %s.%s".formatted(kind.getKey(), table, name);
            }
        }
        return "part %s.%s".formatted(table, part);
    }
}
