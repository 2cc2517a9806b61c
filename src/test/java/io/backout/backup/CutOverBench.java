package io.backout.backup;

import io.backout.plan.DatabaseBench;
import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleServer;
import io.backout.tool.Mysql;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A real database with a damaged schema, and the sound copy of it aside. */
record CutOverBench(SampleDatabase database, Mysql mysql, Path directory) implements AutoCloseable {
    static final SwapLimits QUICK = new SwapLimits(Duration.ofSeconds(1), 2, Duration.ZERO);

    static CutOverBench start(Path directory) {
        return start(directory, SampleServer.MARIADB);
    }

    static CutOverBench start(Path directory, SampleServer server) {
        DatabaseBench bench = DatabaseBench.start(directory, server);
        return new CutOverBench(bench.database(), bench.mysql(), directory);
    }

    SwapNames names(String runId) {
        return SwapNames.of(database.name(), runId);
    }

    ShadowSchema shadow(SwapNames names) {
        return new ShadowSchema(mysql, names);
    }

    CutOver cutOver(SwapNames names) {
        return new CutOver(mysql, names, directory, QUICK);
    }

    SwapBack swapBack(SwapNames names) {
        return new SwapBack(mysql, names, directory, QUICK);
    }

    /** Live is sound, and the copy is the same. @return what stands beside the tables of both */
    StoredObjects prepare(SwapNames names) {
        database.createEmpty();
        BenchSchema.tables(database, names.live());
        BenchSchema.objects(database);
        ShadowSchema shadow = shadow(names);
        shadow.create("of the dump");
        BenchSchema.tables(database, names.shadow());
        shadow.markRestored();
        shadow.markVerified();
        return objects(names.live());
    }

    StoredObjects objects(String schema) {
        return mysql.asAdministrator(statement -> {
            statement.execute("set session sql_mode = ''");
            return StoredObjects.all(LiveObjects.read(statement, schema));
        });
    }

    /** Every definition, and a checksum of every table's rows. */
    Map<String, String> state(String schema) {
        return mysql.asAdministrator(statement -> {
            statement.execute("set session sql_mode = ''");
            Map<String, String> state = new TreeMap<>(tables(schema));
            LiveObjects.read(statement, schema)
                    .forEach(object -> state.put(object.kind() + " " + object.name(), object.toString()));
            state.put(
                    "order of triggers",
                    LiveObjects.read(statement, schema, StoredObject.Kind.TRIGGER)
                            .toString());
            return state;
        });
    }

    Map<String, String> tables(String schema) {
        return mysql.asAdministrator(statement -> {
            statement.execute("set session sql_mode = ''");
            Map<String, String> state = new TreeMap<>();
            for (String table : withoutMarker(Tables.of(statement, schema))) {
                try (var row = statement.executeQuery("show create table " + Sql.quoted(schema, table))) {
                    row.next();
                    state.put("table " + table, AsideBench.inOneWay(row.getString(2)));
                }
                state.put("rows of " + table, checksum(statement, schema, table));
            }
            return state;
        });
    }

    private static String checksum(java.sql.Statement statement, String schema, String table) throws SQLException {
        try (var row = statement.executeQuery("checksum table " + Sql.quoted(schema, table))) {
            row.next();
            return row.getString(2);
        }
    }

    private static List<String> withoutMarker(List<String> tables) {
        List<String> others = new ArrayList<>(tables);
        others.remove(Marker.TABLE);
        return others;
    }

    @Override
    public void close() {
        database.close();
    }
}
