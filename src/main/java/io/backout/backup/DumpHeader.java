package io.backout.backup;

/**
 * What a dump's comments say of where it comes from; each may be empty.
 *
 * @param client as it names itself, such as {@code MySQL 8.0.46} or {@code MariaDB 11.4.5-MariaDB}
 * @param charset of SET NAMES
 * @param completed when the client wrote its last line, in the time of its machine; "unknown" with --skip-dump-date
 * @param binlog file and position at the moment of the dump, such as {@code bin.000001:833}
 */
public record DumpHeader(
        String client, String serverVersion, String database, String charset, String completed, String binlog) {
    public boolean isComplete() {
        return !completed.isEmpty();
    }
}
