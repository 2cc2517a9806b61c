package io.backout.backup;

import io.backout.tool.LoadStatement;
import io.backout.tool.SchemaObject;
import io.backout.tool.ToolException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Loads chunks through one connection: by LOAD DATA where that is safe, else and after its failure by the INSERTs themselves. */
final class ChunkLoading {
    private final LoadStatement statement;
    private final LoadWork work;
    private final RestoreMeter meter;
    private final boolean localInfile;
    private final List<InsertRange> sent = new ArrayList<>();

    ChunkLoading(LoadStatement statement, LoadWork work, RestoreMeter meter) throws SQLException {
        this.statement = statement;
        this.work = work;
        this.meter = meter;
        this.localInfile = takesLocalFiles(statement);
    }

    static boolean takesLocalFiles(LoadStatement statement) throws SQLException {
        return statement.value("select @@local_infile").equals("1");
    }

    /** A way to write a chunk's rows. */
    @FunctionalInterface
    private interface Way {
        /** @return what is wrong with the rows that were written */
        Optional<String> write(Chunk chunk) throws SQLException, IOException;
    }

    /** @return why nothing of it came in; empty when all of it did */
    Optional<String> load(Chunk chunk) throws SQLException, IOException {
        if (localInfile
                && work.session().charsetOf(chunk.table()).isPresent()
                && attempt(chunk, this::loadData).isEmpty()) {
            return Optional.empty();
        }
        return attempt(chunk, this::insert);
    }

    /** @return why it was taken back; empty when it is in */
    private Optional<String> attempt(Chunk chunk, Way way) throws SQLException, IOException {
        sent.clear();
        statement.execute("START TRANSACTION");
        Optional<String> wrong;
        try {
            wrong = way.write(chunk);
        } catch (SQLException e) {
            throwOwn(e);
            if (isConnectionLost(e)) {
                throw e;
            }
            wrong = Optional.of("%s (%d)".formatted(e.getMessage(), e.getErrorCode()));
        }
        statement.execute(wrong.isEmpty() ? "COMMIT" : "ROLLBACK");
        if (wrong.isPresent()) {
            sent.forEach(meter::takenBack);
        }
        return wrong;
    }

    /** What was thrown while the driver read the rows; it hides that. The connection is closed, and takes them back. */
    private static void throwOwn(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ToolException || cause instanceof UncheckedIOException) {
                throw (RuntimeException) cause;
            }
        }
    }

    static boolean isConnectionLost(SQLException e) {
        return e.getErrorCode() == 0 || String.valueOf(e.getSQLState()).startsWith("08");
    }

    /** The dump's own bytes: whatever stands before a row's parenthesis is skipped, and its escapes are LOAD DATA's. */
    private Optional<String> loadData(Chunk chunk) throws SQLException, IOException {
        var columns = chunk.table().columns();
        String names = IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).isGenerated()
                        ? "@g" + i
                        : SchemaObject.quoted(columns.get(i).name()))
                .collect(Collectors.joining(", "));
        String load = "LOAD DATA LOCAL INFILE 'rows' INTO TABLE "
                + SchemaObject.quoted(chunk.table().name())
                + " CHARACTER SET " + work.session().charsetOf(chunk.table()).orElseThrow()
                + " FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '\\''"
                + " ESCAPED BY '\\\\' LINES STARTING BY '(' TERMINATED BY ')' (" + names + ")";
        // Off for nothing else: without it, a server may believe that there are no duplicates.
        statement.execute("SET SESSION unique_checks = " + (chunk.fill() ? 0 : 1));
        try (InputStream rows = open(chunk)) {
            long written = statement.write(load, rows);
            return LoadWarnings.find(statement).or(() -> missing(written, chunk.rows()));
        }
    }

    private Optional<String> insert(Chunk chunk) throws SQLException, IOException {
        statement.execute("SET SESSION unique_checks = 1");
        long written = 0;
        try (InputStream in = open(chunk)) {
            InsertStatements inserts = new InsertStatements(in);
            for (byte[] insert = inserts.next(); insert.length > 0; insert = inserts.next()) {
                written += statement.write(insert);
                Optional<String> warning = LoadWarnings.find(statement);
                if (warning.isPresent()) {
                    return warning;
                }
            }
            if (inserts.isTooLong()) {
                return Optional.of("one of its rows is too long for Backout's memory");
            }
        }
        return missing(written, chunk.rows());
    }

    private InputStream open(Chunk chunk) {
        return work.open(chunk, meter, sent::add);
    }

    static Optional<String> missing(long written, long expected) {
        return written == expected
                ? Optional.empty()
                : Optional.of("%d rows came in instead of %d".formatted(written, expected));
    }
}
