package io.backout.backup;

import io.backout.backup.StoredObject.Kind;
import io.backout.tool.ToolException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** Gives a schema the objects that it should have beside its tables; what is right already stays as it is. */
final class ObjectWriter {
    private final Statement statement;
    private final String schema;

    ObjectWriter(Statement statement, String schema) {
        this.statement = statement;
        this.schema = schema;
    }

    /** May be repeated. */
    void replace(StoredObjects wanted) throws SQLException {
        List<StoredObject> present = LiveObjects.read(statement, schema);
        for (StoredObject object : present) {
            if (!wanted.keeps(object)) {
                drop(object);
            }
        }
        for (Kind kind : Kind.values()) {
            write(
                    kind,
                    wanted.of(kind),
                    present.stream().filter(object -> object.is(kind)).toList());
        }
    }

    /** Only those that are not there; the others may have been changed since, by somebody who meant it. */
    void add(List<StoredObject> objects) throws SQLException {
        StoredObjects present = StoredObjects.all(LiveObjects.read(statement, schema));
        create(objects.stream().filter(object -> !present.has(object)).toList());
    }

    /** What an attempt had taken away. Triggers were taken from the last on, so those that are left need not be touched. */
    void putBack(List<StoredObject> objects) throws SQLException {
        add(objects);
        StoredObjects wanted = StoredObjects.all(objects);
        List<StoredObject> present = LiveObjects.read(statement, schema, Kind.TRIGGER).stream()
                .filter(wanted::has)
                .toList();
        write(Kind.TRIGGER, wanted.of(Kind.TRIGGER), present);
    }

    void drop(StoredObject object) throws SQLException {
        statement.execute("drop %s if exists %s".formatted(object.kind(), Sql.quoted(schema, object.name())));
    }

    private void write(Kind kind, List<StoredObject> wanted, List<StoredObject> present) throws SQLException {
        // Triggers of one moment fire in the order of their creation, so they are right together or not at all.
        boolean together = kind == Kind.TRIGGER && !present.equals(wanted);
        List<StoredObject> missing = wanted.stream()
                .filter(object -> together || !present.contains(object))
                .toList();
        for (StoredObject object : missing) {
            drop(object);
        }
        create(missing);
    }

    /** A view may need another one first. */
    private void create(List<StoredObject> objects) throws SQLException {
        Sql.use(statement, schema);
        Deque<StoredObject> waiting = new ArrayDeque<>(objects);
        int failures = 0;
        while (!waiting.isEmpty()) {
            StoredObject object = waiting.removeFirst();
            try {
                create(object);
                failures = 0;
            } catch (SQLException e) {
                failures++;
                if (!object.is(Kind.VIEW) || failures > waiting.size() || Failures.isLockWait(e)) {
                    throw notCreated(object, e);
                }
                waiting.addLast(object);
            }
        }
    }

    private void create(StoredObject object) throws SQLException {
        Settings.of(statement, object);
        statement.execute(object.sql());
        Settings.plain(statement);
    }

    private SQLException notCreated(StoredObject object, SQLException e) {
        if (Failures.isLockWait(e) || Failures.isConnectionLost(e)) {
            return e;
        }
        throw new ToolException(
                "%s '%s' could not be created in '%s': %s"
                        .formatted(
                                object.kind().name().toLowerCase(Locale.ROOT), object.name(), schema, e.getMessage()),
                "mend what it says and retry: what is done already is not done again.");
    }
}
