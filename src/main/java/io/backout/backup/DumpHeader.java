package io.backout.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a dump's comments say of where it comes from; each may be empty.
 *
 * @param client as it names itself, such as {@code MySQL 8.0.46} or {@code MariaDB 11.4.5-MariaDB}
 * @param charset of SET NAMES
 * @param completed when the client wrote its last line, in the time of its machine; "unknown" with --skip-dump-date
 * @param binlog file and position at the moment of the dump, such as {@code bin.000001:833}
 * @param sections of those that only some dumps have, "routines" and "events"; also where there are none of them
 */
public record DumpHeader(
        String client,
        String serverVersion,
        String database,
        String charset,
        String completed,
        String binlog,
        @JsonInclude(Include.NON_EMPTY) Set<String> sections) {
    public DumpHeader {
        // Manifests of earlier versions lack them, and their seal must stay whole.
        sections = sections == null ? Set.of() : new TreeSet<>(sections);
    }

    public boolean complete() {
        return !completed.isEmpty();
    }
}
