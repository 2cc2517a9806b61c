package io.backout.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.Locale;

/**
 * A view, trigger, routine, event or sequence of a dump.
 *
 * @param sql the CREATE statement as it stands in the dump, executable comments included
 * @param sqlMode in which it was created; empty when the dump does not say it
 * @param collation of the connection that created it; the same
 * @param timeZone in which it was created; the same
 */
public record DumpObject(
        Kind kind,
        String name,
        String sql,
        String sqlMode,
        @JsonInclude(Include.NON_EMPTY) String collation,
        @JsonInclude(Include.NON_EMPTY) String timeZone) {
    public DumpObject {
        // Manifests of earlier versions lack them, and their seal must stay whole.
        collation = collation == null ? "" : collation;
        timeZone = timeZone == null ? "" : timeZone;
    }

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
