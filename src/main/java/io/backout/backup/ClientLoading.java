package io.backout.backup;

import io.backout.tool.LoadStatement;
import io.backout.tool.MysqlClient;
import io.backout.tool.ToolException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The last way to load a table: the database's own client reads its INSERT statements, as the plan has it done, in memory of
 * its own; but into the shadow, and what the server says about them is read.
 *
 * @param statement of a connection that loads nothing itself
 */
record ClientLoading(MysqlClient client, LoadStatement statement, LoadWork work, Marker marker, RestoreMeter meter) {
    /** @throws ToolException at the first table that does not come in this way either */
    void load(List<LoadQueue.GivenUp> tables, String schema, RestoreSettings settings) throws SQLException {
        Completion completion = new Completion(statement, work.bulk(), marker, meter);
        for (LoadQueue.GivenUp given : tables) {
            DumpTable table = given.table();
            given.loaded().forEach(meter::takenBack);
            work.bulk().createEmpty(statement, table);
            Optional<String> wrong = attempt(table, schema, settings);
            if (wrong.isPresent()) {
                work.bulk().createEmpty(statement, table);
                throw new ToolException(
                        "table '%s' could not be restored: %s; nor by the database's client: %s; the live database was not touched"
                                .formatted(table.name(), given.wrong(), wrong.get()),
                        "choose another backup, or find out what this one says about the table.");
            }
            completion.complete(table);
        }
    }

    /** @return what is wrong with the rows that were written */
    private Optional<String> attempt(DumpTable table, String schema, RestoreSettings settings) throws SQLException {
        String begin = work.session().settings().stream()
                .map(setting -> setting + ";\n")
                .collect(Collectors.joining());
        InputStream sql = new SequenceInputStream(
                new ByteArrayInputStream(begin.getBytes(StandardCharsets.UTF_8)),
                work.open(new Chunk(table, table.inserts(), false), meter, range -> {}));
        MysqlClient.Outcome outcome =
                client.run(schema, settings.directory().resolve("secrets"), settings.limit(), sql);
        if (!outcome.succeeded()) {
            return Optional.of(outcome.said().strip());
        }
        long rows = Long.parseLong(statement.value("select count(*) from " + Sql.quoted(table.name())));
        return LoadWarnings.in(outcome.said()).or(() -> ChunkLoading.missing(rows, table.rows()));
    }
}
