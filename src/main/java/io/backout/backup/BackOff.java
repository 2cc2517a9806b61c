package io.backout.backup;

import io.backout.backup.StoredObject.Kind;
import io.backout.tool.ToolException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Gives live back what an attempt took from it before it found that it could not swap, or died. */
record BackOff(SwapRoute route, Marker marker, JournalFile file, int tries) {
    /** Only where no table was swapped. May be repeated. */
    void putBack(Statement statement) throws SQLException {
        SwapJournal journal = file.read().orElse(null);
        if (journal == null || !journal.isInterrupted()) {
            return;
        }
        Checkpoint.restore(statement, journal.settings());
        for (int attempt = 1; ; attempt++) {
            try {
                new ObjectWriter(statement, route.live()).putBack(journal.objects());
                break;
            } catch (SQLException e) {
                if (!Failures.isLockWait(e)) {
                    throw e;
                }
                if (attempt == tries) {
                    throw missing(journal, Blockers.of(statement, route.live()));
                }
            }
        }
        marker.setPhase(statement, route.side(), route.ready());
        file.write(journal.in(SwapJournal.BACKED_OFF));
    }

    private ToolException missing(SwapJournal journal, List<String> blockers) {
        return new ToolException(
                "no table of '%s' was swapped, but its triggers (%s) could not be put back, because of %s"
                        .formatted(
                                route.live(),
                                String.join(
                                        ", ",
                                        journal.objects().stream()
                                                .filter(object -> object.is(Kind.TRIGGER))
                                                .map(StoredObject::name)
                                                .toList()),
                                Blockers.named(blockers)),
                "end that connection and retry: they are put back first; until then do not start the services.");
    }
}
