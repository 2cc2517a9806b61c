package io.backout.backup;

import io.backout.backup.StoredObject.Kind;
import io.backout.backup.SwapJournal.CutKey;
import io.backout.tool.ToolException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
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
        journal = leadKeysBack(statement, journal);
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
        file.write(journal.cut(List.of()).in(SwapJournal.BACKED_OFF));
    }

    /**
     * A server that dies in the rename takes it back when it starts again. A key of live whose parent is lost has then found the
     * copy's table, and followed it aside.
     */
    private SwapJournal leadKeysBack(Statement statement, SwapJournal journal) throws SQLException {
        String aside = "REFERENCES %s.".formatted(Sql.quoted(route.side()));
        List<CutKey> astray = ForeignKeys.leaving(statement, route.live()).stream()
                .filter(key -> key.sql().contains(aside))
                .toList();
        List<CutKey> home = new ArrayList<>(journal.cutKeys());
        astray.forEach(
                key -> home.add(new CutKey(key.table(), key.name(), key.sql().replace(aside, "REFERENCES "))));
        SwapJournal written = journal.cut(home);
        // Before they are cut: whoever dies in between adds them next time.
        file.write(written);
        for (CutKey key : astray) {
            ForeignKeys.cut(statement, route.live(), key);
        }
        ForeignKeys.add(statement, route.live(), home);
        return written;
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
