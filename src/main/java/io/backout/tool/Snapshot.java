package io.backout.tool;

import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps what a way back to a schema destroys, as a file of SQL with one statement on each line: run in the database, it
 * brings tables, columns and Prisma's history back. It is proven before it is believed.
 */
public final class Snapshot {
    private static final String SETTINGS = "SET NAMES utf8mb4, sql_mode = '', foreign_key_checks = 0";

    private final Mysql mysql;
    private final Path file;
    private final long limit;

    /** @param file is there already, for its owner only: it will hold data. @param limit in bytes */
    public Snapshot(Mysql mysql, Path file, long limit) {
        this.mysql = mysql;
        this.file = file;
        this.limit = limit;
    }

    /**
     * About how many bytes it would take, found without writing it.
     *
     * @throws ToolException when something could not be brought back
     */
    public static long expectedBytes(Mysql mysql, List<SchemaChange> changes) {
        return mysql.asAdministrator(statement -> {
            long bytes = 0;
            for (Kept part : Kept.of(changes, SchemaReader.read(statement, mysql.database()))) {
                bytes += part.bytes(statement, mysql.database());
            }
            return bytes;
        });
    }

    /**
     * Writes and proves it.
     *
     * @return size of the file in bytes
     * @throws ToolException when what was written does not bring everything back, or grows beyond the limit
     */
    public long take(List<SchemaChange> changes) {
        return mysql.alone(statement -> {
            statement.execute(SETTINGS);
            List<Kept> kept = Kept.of(changes, SchemaReader.read(statement, mysql.database()));
            try {
                write(statement, changes, kept);
                prove(statement, kept);
                return Files.size(file);
            } catch (IOException e) {
                throw new UncheckedIOException("the snapshot '%s' could not be written".formatted(file), e);
            }
        });
    }

    private void write(Statement statement, List<SchemaChange> changes, List<Kept> kept)
            throws IOException, SQLException {
        try (BufferedWriter out =
                new BufferedWriter(new LimitedWriter(Files.newBufferedWriter(file, WRITE, TRUNCATE_EXISTING), limit))) {
            for (SchemaChange change : changes) {
                out.write("-- %s was: %s\n"
                        .formatted(change.object(), change.from().replace("\n", " ")));
            }
            out.write(SETTINGS + ";\n");
            for (Kept part : kept) {
                part.write(statement, mysql.database(), out);
            }
        }
    }

    /** Into a database that has only what will be left: afterwards everything must be there as it is now. */
    private void prove(Statement statement, List<Kept> kept) throws SQLException {
        ScratchDatabase.with(statement, "", scratch -> {
            for (Kept part : kept) {
                part.prepare(statement, mysql.database(), scratch);
            }
            statement.execute("use " + SchemaObject.quoted(scratch));
            try (Stream<String> lines = Files.lines(file)) {
                for (String line : (Iterable<String>) lines.filter(text -> !text.startsWith("-- "))::iterator) {
                    statement.execute(line);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the snapshot '%s' could not be read".formatted(file), e);
            }
            for (Kept part : kept) {
                if (!part.isBack(statement, mysql.database(), scratch)) {
                    throw new ToolException(
                            "the snapshot of %s does not bring everything back; nothing was changed"
                                    .formatted(part.name()),
                            "keep its contents by hand, write a 'down.sql', or choose level 3.");
                }
            }
            return scratch;
        });
    }
}
