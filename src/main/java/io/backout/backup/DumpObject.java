package io.backout.backup;

import java.util.Locale;

/**
 * A view, trigger, routine, event or sequence of a dump.
 *
 * @param sql the CREATE statement as it stands in the dump, executable comments included
 * @param sqlMode in which it was created; empty when the dump does not say it
 */
public record DumpObject(Kind kind, String name, String sql, String sqlMode) {
    /** What can stand in a dump beside tables. */
    public enum Kind {
        VIEW,
        TRIGGER,
        FUNCTION,
        PROCEDURE,
        EVENT,
        SEQUENCE;

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
