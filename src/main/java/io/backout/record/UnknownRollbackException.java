package io.backout.record;

/** No rollback has this id. */
public class UnknownRollbackException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownRollbackException(String id) {
        super(
                "rollback '%s' does not exist\nHINT: its id stands behind its tasks in Tasklist; 'GET /api/rollbacks' lists the newest."
                        .formatted(id));
    }
}
