package io.backout.backup;

import io.backout.tool.LoadStatement;
import io.backout.tool.SchemaObject;
import io.backout.tool.ToolException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Loads chunks through one connection: by LOAD DATA where that is safe, else and after its failure by the INSERTs themselves. */
final class ChunkLoading {
    private final LoadStatement statement;
    private final PlainDump plain;
    private final String charset;
    private final boolean localInfile;

    ChunkLoading(LoadStatement statement, PlainDump plain, String charset) throws SQLException {
        this.statement = statement;
        this.plain = plain;
        this.charset = charset;
        this.localInfile = statement.value("select @@local_infile").equals("1");
    }

    /** A way to write a chunk's rows. */
    @FunctionalInterface
    private interface Way {
        /** @return what is wrong with the rows that were written */
        Optional<String> write(Chunk chunk) throws SQLException, IOException;
    }

    /** @throws ToolException when the chunk did not come in whole; then nothing of it did */
    void load(Chunk chunk) throws SQLException, IOException {
        if (localInfile
                && chunk.table().loadable()
                && attempt(chunk, this::loadData).isEmpty()) {
            return;
        }
        Optional<String> wrong = attempt(chunk, this::insert);
        if (wrong.isPresent()) {
            throw new ToolException(
                    "table '%s' could not be restored: %s; the live database was not touched"
                            .formatted(chunk.table().name(), wrong.get()),
                    "choose another backup, or find out what this one says about the table.");
        }
    }

    /** @return why it was taken back; empty when it is in */
    private Optional<String> attempt(Chunk chunk, Way way) throws SQLException, IOException {
        statement.execute("START TRANSACTION");
        Optional<String> wrong;
        try {
            wrong = way.write(chunk);
        } catch (SQLException e) {
            if (isConnectionLost(e)) {
                throw e;
            }
            wrong = Optional.of("%s (%d)".formatted(e.getMessage(), e.getErrorCode()));
        }
        statement.execute(wrong.isEmpty() ? "COMMIT" : "ROLLBACK");
        return wrong;
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
                + " CHARACTER SET " + charset + " FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '\\''"
                + " ESCAPED BY '\\\\' LINES STARTING BY '(' TERMINATED BY ')' (" + names + ")";
        try (InputStream rows = plain.open(chunk.range())) {
            long written = statement.write(load, rows);
            return LoadWarnings.find(statement).or(() -> missing(written, chunk));
        }
    }

    private Optional<String> insert(Chunk chunk) throws SQLException, IOException {
        long written = 0;
        try (InputStream in = plain.open(chunk.range())) {
            InsertStatements inserts = new InsertStatements(in);
            for (byte[] insert = inserts.next(); insert.length > 0; insert = inserts.next()) {
                written += statement.write(insert);
                Optional<String> warning = LoadWarnings.find(statement);
                if (warning.isPresent()) {
                    return warning;
                }
            }
        }
        return missing(written, chunk);
    }

    private static Optional<String> missing(long written, Chunk chunk) {
        long expected = chunk.range().rows();
        return written == expected
                ? Optional.empty()
                : Optional.of("%d rows came in instead of %d".formatted(written, expected));
    }
}
