package io.backout.backup;

import io.backout.backup.Marker.Phase;
import io.backout.backup.StoredObject.Kind;
import io.backout.tool.ToolException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A swap up to and with its one statement: either that happens, or everything is as before. */
final class SwapStart {
    private final SwapRoute route;
    private final Marker marker;
    private final JournalFile file;
    private final SwapLimits limits;
    private final Statement statement;

    SwapStart(SwapRoute route, Marker marker, JournalFile file, SwapLimits limits, Statement statement) {
        this.route = route;
        this.marker = marker;
        this.file = file;
        this.limits = limits;
        this.statement = statement;
    }

    /** @return milliseconds of the rename */
    long run() throws SQLException {
        List<String> live = Tables.of(statement, route.live());
        List<String> side = Tables.of(statement, route.side());
        for (int attempt = 1; ; attempt++) {
            try {
                return swap(live, side);
            } catch (SQLException e) {
                if (Failures.isConnectionLost(e)) {
                    throw e;
                }
                List<String> blockers = Failures.isLockWait(e) ? Blockers.of(statement, route.live()) : List.of();
                new BackOff(route, marker, file, limits.tries()).putBack(statement);
                if (!Failures.isLockWait(e)) {
                    throw new ToolException(
                            "the tables of '%s' could not be swapped: %s; everything is as before"
                                    .formatted(route.live(), e.getMessage()),
                            "mend what the server says and retry.");
                }
                if (attempt == limits.tries()) {
                    throw blocked(blockers);
                }
            }
        }
    }

    private long swap(List<String> live, List<String> side) throws SQLException {
        // From before the first trigger goes: whoever finds it knows that live may lack something.
        marker.setPhase(statement, route.side(), route.going());
        clear(side);
        long start = System.nanoTime();
        // Point of no return: from here on live has the other tables, and going on is the only way, or the swap back.
        statement.execute(Tables.swap(live, side, route));
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** A rename takes no table that has triggers, and none to a name that a view has; events would write meanwhile. */
    private void clear(List<String> side) throws SQLException {
        SwapJournal journal = file.read().orElseThrow().in(SwapJournal.CHANGING);
        file.write(journal);
        ObjectWriter writer = new ObjectWriter(statement, route.live());
        List<StoredObject> lastFirst = new ArrayList<>(journal.objects());
        Collections.reverse(lastFirst);
        for (StoredObject object : lastFirst) {
            if (object.is(Kind.EVENT) || object.is(Kind.TRIGGER) || isInTheWay(object, side)) {
                writer.drop(object);
            }
        }
        for (StoredObject trigger : LiveObjects.read(statement, route.side(), Kind.TRIGGER)) {
            new ObjectWriter(statement, route.side()).drop(trigger);
        }
    }

    private static boolean isInTheWay(StoredObject object, List<String> side) {
        return object.is(Kind.VIEW) && side.stream().anyMatch(object.name()::equalsIgnoreCase);
    }

    /** @throws ToolException when nobody has said that what would be swapped in is right */
    void requireReady() throws SQLException {
        Phase phase = marker.phase(statement, route.side()).orElseThrow();
        if (phase != route.ready() && phase != route.going()) {
            throw new ToolException(
                    "the copy in schema '%s' is %s and not %s; nothing was changed"
                            .formatted(route.side(), phase, route.ready()),
                    "restore it to its end and verify it; then retry.");
        }
    }

    void requireRoom() throws SQLException {
        if (Tables.of(statement, route.side()).size() < 2) {
            throw new ToolException(
                    "schema '%s' holds no tables; nothing was changed".formatted(route.side()),
                    "restore the copy aside again.");
        }
        if (!ForeignKeys.leaving(statement, route.side()).isEmpty()) {
            throw new ToolException(
                    "foreign keys of schema '%s' reach into another schema; nothing was changed"
                            .formatted(route.side()),
                    "leave the schema's name out of foreign keys, and take a new backup.");
        }
        Tables.createSchema(statement, route.live(), route.side());
        Tables.createSchema(statement, route.away(), route.live());
        if (!Tables.of(statement, route.away()).isEmpty()) {
            throw new ToolException(
                    "schema '%s' holds tables already; nothing was changed".formatted(route.away()),
                    "look whose they are; an earlier rollback may have put them there.");
        }
    }

    private ToolException blocked(List<String> blockers) {
        return new ToolException(
                "the tables of '%s' are locked by %s; the swap was given up after %d s, and everything is as before"
                        .formatted(
                                route.live(),
                                Blockers.named(blockers),
                                limits.tries() * limits.lockWait().toSeconds()),
                "end what it does, or the connection (KILL with its number).");
    }
}
