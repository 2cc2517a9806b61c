package io.backout.backup;

import io.backout.backup.StoredObject.Kind;
import io.backout.backup.SwapJournal.CutKey;
import io.backout.tool.ToolException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything behind the rename; each part may be repeated, and a repeated run leaves what is right. */
final class AfterSwap {
    private final SwapRoute route;
    private final Marker marker;
    private final JournalFile file;
    private final Statement statement;

    AfterSwap(SwapRoute route, Marker marker, JournalFile file, Statement statement) {
        this.route = route;
        this.marker = marker;
        this.file = file;
        this.statement = statement;
    }

    /** @return what a person should know */
    List<String> finish(Wanted wanted) throws SQLException {
        List<String> notes = new ArrayList<>();
        SwapJournal journal = file.read().orElse(null);
        if (journal == null) {
            notes.add("the journal was gone: what '%s' had beside its tables cannot be brought back"
                    .formatted(route.live()));
            journal = new SwapJournal("", SwapJournal.CHANGING, List.of(), Map.of(), List.of(), Map.of());
        }
        journal = cutKeysBetween(journal, notes);
        ForeignKeys.add(statement, route.live(), wanted.keys());
        writeObjects(wanted.objects(), journal, notes);
        if (wanted.keepsNumbers()) {
            Numbers.raise(statement, route.live(), journal.autoIncrements());
        }
        file.write(journal.in(SwapJournal.SWAPPED));
        dropSideIfEmpty();
        marker.setPhase(statement, route.live(), route.done());
        // Last of all: once it lies there, everything is done.
        statement.execute("rename table " + Tables.move(Marker.TABLE, route.live(), route.away()));
        return notes;
    }

    /** A key whose parent table was lost keeps the parent's name, and finds the restored table under it. */
    private SwapJournal cutKeysBetween(SwapJournal journal, List<String> notes) throws SQLException {
        List<CutKey> crossing = ForeignKeys.leaving(statement, route.away());
        List<CutKey> all = new ArrayList<>(journal.cutKeys());
        crossing.stream().filter(key -> !all.contains(key)).forEach(all::add);
        SwapJournal written = journal.cut(all);
        file.write(written);
        for (CutKey key : crossing) {
            ForeignKeys.cut(statement, route.away(), key);
            notes.add("foreign key '%s' of '%s' in '%s' had lost its parent and was cut"
                    .formatted(key.name(), key.table(), route.away()));
        }
        if (!ForeignKeys.leaving(statement, route.live()).isEmpty()) {
            throw new ToolException(
                    "foreign keys of '%s' reach into another schema after the swap".formatted(route.live()),
                    "swap back, and take a backup whose foreign keys do not name a schema.");
        }
        return written;
    }

    private void writeObjects(StoredObjects wanted, SwapJournal journal, List<String> notes) throws SQLException {
        ObjectWriter writer = new ObjectWriter(statement, route.live());
        writer.replace(wanted);
        List<StoredObject> kept = journal.objects().stream()
                .filter(object -> !wanted.complete().contains(object.kind()) && !wanted.has(object))
                .toList();
        writer.add(kept);
        for (StoredObject object : kept) {
            notes.add("%s '%s' stays as it was: the backup does not tell".formatted(object.kind(), object.name()));
        }
        new ObjectWriter(statement, route.away())
                .replace(new StoredObjects(
                        journal.objects().stream()
                                .filter(object -> object.is(Kind.TRIGGER))
                                .map(trigger -> TriggerText.unqualified(trigger, route.live()))
                                .toList(),
                        Set.of(Kind.TRIGGER)));
    }

    private void dropSideIfEmpty() throws SQLException {
        if (Tables.exists(statement, route.side())
                && Tables.of(statement, route.side()).isEmpty()
                && LiveObjects.read(statement, route.side()).isEmpty()) {
            Sql.use(statement, route.live());
            statement.execute("drop database if exists " + Sql.quoted(route.side()));
        }
    }
}
