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
 * @param loadable whether LOAD DATA takes the bytes of its INSERT statements as they are
 */
public record DumpTable(String name, String create, long rows, List<InsertRange> inserts, boolean loadable) {
    private static final Pattern COLUMN = Pattern.compile("(?m)^ +`((?:[^`]|``)+)` +(.*?),?$");
    private static final Pattern ENGINE = Pattern.compile("\\) ENGINE=(\\w+)");
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
