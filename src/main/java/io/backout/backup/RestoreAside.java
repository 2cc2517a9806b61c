package io.backout.backup;

import io.backout.tool.LoadStatement;
import io.backout.tool.Mysql;
import io.backout.tool.MysqlClient;
import io.backout.tool.ToolException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Restores a verified dump into a shadow schema beside the live one, which it never touches. Tables come with their rows
 * first, then their indexes, foreign keys last. Whatever ends it, the next attempt goes on from the tables that are whole.
 */
public final class RestoreAside {
    private final Mysql mysql;
    private final MysqlClient client;
    private final Path file;
    private final Dump dump;
    private final ShadowSchema shadow;
    private final Marker marker;
    private final RestoreMeter meter;

    /** @param dump what the verified file was read as */
    public RestoreAside(Mysql mysql, MysqlClient client, Path file, Dump dump, SwapNames names) {
        this.mysql = mysql;
        this.client = client;
        this.file = file;
        this.dump = dump;
        this.marker = new Marker(names);
        this.shadow = new ShadowSchema(mysql, names);
        this.meter = new RestoreMeter(dump);
    }

    /** May be asked from any thread at any time. */
    public RestoreProgress progress() {
        return meter.progress();
    }

    /**
     * Views, triggers, routines and events are not restored: the cut-over makes them in live.
     *
     * @return the schema with every table of the dump
     * @throws RestoreAbortedException when the settings say so
     * @throws ToolException naming the table that could not be restored
     */
    public ShadowSchema restore(RestoreSettings settings) {
        Restorable.require(dump);
        try (PlainDump plain = PlainDump.of(file, dump, settings.directory())) {
            LoadSession session = LoadSession.of(dump.header(), plain.head());
            meter.now("reading the backup");
            shadow.create(HashedBlocks.sha256(file));
            mysql.asLoader(shadow.name(), settings.limit(), control -> {
                LoadStatement statement = new LoadStatement(control);
                new LeftOverLoaders(statement, shadow.name()).end(settings.limit());
                session.begin(statement);
                BulkFill bulk = BulkFill.of(statement, session);
                List<DumpTable> tables = createTables(statement, bulk);
                Pauses pauses = new Pauses(statement, settings, meter, shadow.name());
                LoadWork work = new LoadWork(plain, session, bulk, pauses);
                List<LoadQueue.GivenUp> left =
                        new Loaders(mysql, shadow.name(), marker, meter).load(tables, work, settings);
                new ClientLoading(client, statement, work, marker, meter).load(left, shadow.name(), settings);
                addForeignKeys(statement);
                return shadow;
            });
            shadow.markRestored();
            return shadow;
        } catch (IOException e) {
            throw new ToolException(
                    "backup '%s' could not be read: %s; the live database was not touched"
                            .formatted(file, e.getMessage()),
                    "check the file and the space for unpacking it, then restore again.");
        }
    }

    /** @return those whose rows must be loaded */
    private List<DumpTable> createTables(LoadStatement statement, BulkFill bulk) throws SQLException {
        meter.now("creating tables");
        Set<String> whole = new HashSet<>(marker.wholeTables(statement));
        List<DumpTable> created = new ArrayList<>();
        for (DumpTable table : dump.tables()) {
            if (whole.contains(table.name())) {
                meter.skipped(table);
                continue;
            }
            // What is in it is only a part of its rows.
            bulk.createEmpty(statement, table);
            created.add(table);
        }
        return created;
    }

    /** Nothing is checked now: a foreign key is only written down. The restored copy is checked afterwards. */
    private void addForeignKeys(LoadStatement statement) throws SQLException {
        meter.now("adding foreign keys");
        List<String> present = Sql.strings(statement.query("select constraint_name"
                + " from information_schema.referential_constraints where constraint_schema = database()"));
        for (DumpTable table : dump.tables()) {
            for (String addition : ShadowTable.of(table).addForeignKeys(present)) {
                try {
                    statement.execute(addition);
                } catch (SQLException e) {
                    throw new ToolException(
                            "the foreign keys of table '%s' could not be added: %s (%d); the live database was not touched"
                                    .formatted(table.name(), e.getMessage(), e.getErrorCode()),
                            "find out why in the server's log; restore again to go on from here.");
                }
            }
        }
        meter.now("done");
    }
}
