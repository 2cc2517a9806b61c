package io.backout.backup;

import io.backout.backup.StoredObject.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The objects beside the tables that a state of the database has.
 *
 * @param complete kinds of which these are all; of the others (a dump without '--routines' or '--events') nobody knows, and
 *     what is there stays
 */
public record StoredObjects(List<StoredObject> objects, Set<Kind> complete) {
    public StoredObjects {
        objects = List.copyOf(objects);
        complete = Set.copyOf(complete);
    }

    /** Of a dump that names its own database at most. */
    public static StoredObjects of(Dump dump) {
        List<StoredObject> objects = dump.objects().stream()
                .filter(object -> object.kind() != DumpObject.Kind.SEQUENCE)
                .map(StoredObjects::of)
                .toList();
        // Clients leave these out only on request; what else they were asked for they say, or it is there to be seen.
        Set<Kind> complete = EnumSet.of(Kind.VIEW, Kind.TRIGGER);
        objects.forEach(object -> complete.add(object.kind()));
        if (complete.contains(Kind.FUNCTION)
                || complete.contains(Kind.PROCEDURE)
                || dump.header().sections().contains("routines")) {
            complete.addAll(Set.of(Kind.FUNCTION, Kind.PROCEDURE));
        }
        if (dump.header().sections().contains("events")) {
            complete.add(Kind.EVENT);
        }
        return new StoredObjects(objects, complete);
    }

    private static StoredObject of(DumpObject object) {
        Kind kind = Kind.valueOf(object.kind().name());
        return new StoredObject(
                kind,
                object.name(),
                ObjectText.of(object),
                kind == Kind.VIEW ? "" : object.sqlMode(),
                object.collation(),
                kind == Kind.EVENT ? object.timeZone() : "");
    }

    static StoredObjects all(List<StoredObject> objects) {
        return new StoredObjects(objects, Set.of(Kind.values()));
    }

    List<StoredObject> of(Kind kind) {
        return objects.stream().filter(object -> object.is(kind)).toList();
    }

    boolean has(StoredObject object) {
        return objects.stream().anyMatch(object::isSameName);
    }

    /** Not known to belong to another state. */
    boolean keeps(StoredObject object) {
        return has(object) || !complete.contains(object.kind());
    }
}
