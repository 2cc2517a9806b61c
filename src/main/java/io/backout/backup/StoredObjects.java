package io.backout.backup;

import io.backout.backup.StoredObject.Kind;
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
