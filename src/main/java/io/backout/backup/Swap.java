package io.backout.backup;

import io.backout.backup.Marker.Phase;
import io.backout.tool.ToolException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One swap of all tables, there or back, from wherever an earlier attempt left it. */
final class Swap {
    private final SwapRoute route;
    private final Marker marker;
    private final JournalFile file;
    private final SwapLimits limits;
    private final String runId;

    Swap(SwapNames names, SwapRoute route, Path journal, SwapLimits limits) {
        this.route = route;
        this.marker = new Marker(names);
        this.file = new JournalFile(journal);
        this.limits = limits;
        this.runId = names.runId();
    }

    SwapState state(Statement statement) throws SQLException {
        String place = marker.place(statement);
        Phase phase = marker.phase(statement, place).orElseThrow();
        if (place.equals(route.side())) {
            return SwapState.NOT_HAPPENED;
        }
        if (place.equals(route.away())) {
            return SwapState.HAPPENED;
        }
        if (place.equals(route.live()) && (phase == route.going() || phase == route.done())) {
            return SwapState.HALF;
        }
        throw new ToolException(
                "the marker table of run '%s' lies in '%s' and says %s; nothing was changed"
                        .formatted(runId, place, phase),
                "another swap of the same run is on its way, or was the last one: look at that one.");
    }

    void backOff(Statement statement) throws SQLException {
        Settings.begin(statement, limits.lockWait().toSeconds());
        if (state(statement) == SwapState.NOT_HAPPENED) {
            new BackOff(route, marker, file, limits.tries()).putBack(statement);
        }
    }

    /** Lets the server write out what only its log holds of the new tables, so that nobody waits for it in the outage. */
    List<String> settle(Statement statement) throws SQLException {
        Settings.begin(statement, limits.lockWait().toSeconds());
        List<String> notes = new ArrayList<>();
        if (state(statement) == SwapState.NOT_HAPPENED) {
            BackOff before = new BackOff(route, marker, file, limits.tries());
            before.putBack(statement);
            begin(statement, notes);
            before.putBack(statement);
        }
        return notes;
    }

    SwapResult run(Statement statement, Wanted wanted) throws SQLException {
        Settings.begin(statement, limits.lockWait().toSeconds());
        SwapState state = state(statement);
        List<String> notes = new ArrayList<>();
        long checkpoint = 0;
        long rename = 0;
        long start = System.nanoTime();
        try {
            if (state == SwapState.NOT_HAPPENED) {
                SwapStart swap = new SwapStart(route, marker, file, limits, statement);
                swap.requireReady();
                new BackOff(route, marker, file, limits.tries()).putBack(statement);
                swap.requireRoom();
                checkpoint = begin(statement, notes);
                start = System.nanoTime();
                rename = Math.max(1, swap.run());
                state = SwapState.HALF;
            }
            if (state == SwapState.HALF) {
                notes.addAll(new AfterSwap(route, marker, file, statement).finish(wanted));
            }
        } catch (SQLException e) {
            throw interrupted(state, e);
        }
        int tables = Tables.of(statement, route.live()).size()
                + Tables.of(statement, route.away()).size();
        return new SwapResult(tables - 1, rename, millisSince(start), checkpoint, List.copyOf(notes));
    }

    /** Writes down what live has, then lets the server catch up; changes nothing that an application reads. */
    private long begin(Statement statement, List<String> notes) throws SQLException {
        long start = System.nanoTime();
        boolean force = !limits.checkpoint().isZero();
        Map<String, String> settings = force ? Checkpoint.settings(statement) : Map.of();
        marker.setPhase(statement, route.side(), route.going());
        file.write(new SwapJournal(
                runId,
                SwapJournal.CHANGING,
                LiveObjects.read(statement, route.live()),
                Numbers.of(statement, route.live()),
                List.of(),
                settings));
        if (force) {
            String note = Checkpoint.force(statement, settings, limits.checkpoint());
            if (!note.isEmpty()) {
                notes.add(note);
            }
        }
        return millisSince(start);
    }

    private ToolException interrupted(SwapState state, SQLException e) {
        String what = Failures.isConnectionLost(e)
                ? "the connection was lost in the swap of '%s', and its effects are unknown: %s"
                : state == SwapState.HALF
                        ? "the tables of '%s' are swapped, but not everything beside them is done: %s"
                        : "the swap of '%s' could not be begun: %s";
        return new ToolException(
                what.formatted(route.live(), e.getMessage()),
                "retry: where the marker table lies tells how far it came, and it goes on from there.");
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
