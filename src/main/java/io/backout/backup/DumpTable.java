package io.backout.backup;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One table of a dump.
 *
 * @param create its CREATE TABLE statement, as it stands in the dump
 * @param rows exactly those of its INSERT statements
 * @param inserts in the dump's order
 * @param loadable whether LOAD DATA takes its INSERT statements as they are, but for values whose bytes are no text
 */
public record DumpTable(String name, String create, long rows, List<InsertRange> inserts, boolean loadable) {
    private static final Pattern COLUMN = Pattern.compile("(?m)^ +`((?:[^`]|``)+)` +(.*?),?$");
    private static final Pattern ENGINE = Pattern.compile("\\) ENGINE=(\\w+)");
    private static final Pattern CHARSET =
            Pattern.compile("\\n\\) ENGINE=\\w+(?: AUTO_INCREMENT=\\d+)? DEFAULT CHARSET=(?:utf8(?:mb[34])?|ascii)\\b");
    private static final Pattern OTHER_CHARSET = Pattern.compile(" CHARACTER SET (?!(?:utf8(?:mb[34])?|ascii)\\b)");
    private static final Pattern AUTO_INCREMENT = Pattern.compile("\\) ENGINE=\\w+ AUTO_INCREMENT=(\\d+)");

    /** In the order of the INSERTs' values. */
    public List<DumpColumn> columns() {
        return columnsOf(create);
    }

    static List<DumpColumn> columnsOf(String create) {
        return COLUMN.matcher(create)
                .results()
                .map(found -> new DumpColumn(found.group(1).replace("``", "`"), found.group(2)))
                .toList();
    }

    /** Of its INSERT statements. */
    long bytes() {
        return inserts.stream().mapToLong(InsertRange::bytes).sum();
    }

    /** Whether a dump in UTF-8 has each value in exactly the bytes that the table keeps, text and binary values alike. */
    boolean isUtf8() {
        return CHARSET.matcher(DefinitionParts.of(create).options()).lookingAt()
                && columns().stream()
                        .noneMatch(column ->
                                OTHER_CHARSET.matcher(column.definition()).find());
    }

    boolean hasBinary() {
        return columns().stream().anyMatch(DumpColumn::isBinary);
    }

    /** Empty when the dump does not say it. */
    String engine() {
        Matcher engine = ENGINE.matcher(create);
        return engine.find() ? engine.group(1) : "";
    }

    /** The number that the next row would have got; 0 when there is none. */
    public long autoIncrement() {
        Matcher next = AUTO_INCREMENT.matcher(create);
        return next.find() ? Long.parseLong(next.group(1)) : 0;
    }
}
