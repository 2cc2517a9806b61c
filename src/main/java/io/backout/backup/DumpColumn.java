package io.backout.backup;

/** @param definition type and everything behind it */
public record DumpColumn(String name, String definition) {
    /** Whose values the server computes; MySQL's client leaves them out, and MariaDB's does not. */
    public boolean isGenerated() {
        return definition.contains(" GENERATED ALWAYS AS ");
    }

    /**
     * Its table's checksum tells whether its values came back. Those of FLOAT lose digits in every dump; and with a virtual
     * column that has no index MariaDB's checksum changes although all values are the same.
     */
    boolean isExact() {
        return !definition.contains(" VIRTUAL") && !definition.matches("(?i)float\\b.*");
    }

    /** Its values need not be text in the dump's character set. */
    boolean isBinary() {
        return definition.matches(
                "(?i)(tiny|medium|long)?blob\\b.*|(var)?binary\\b.*|bit\\b.*|(multi)?(point|polygon|linestring)\\b.*"
                        + "|geom(etry|etrycollection|collection)\\b.*|vector\\b.*");
    }
}
