package io.backout.record;

/** The target already has a rollback. */
public class ActiveRollbackException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String rollbackId;

    ActiveRollbackException(Rollback active) {
        super(
                "target '%s' is already being rolled back by %s, reported by '%s' at %s UTC; nothing was started\nHINT: wait for it, or ask its incident commander to stop it."
                        .formatted(
                                active.target(),
                                active.id(),
                                active.reportedBy(),
                                active.reportedAt().toString().substring(0, 16).replace('T', ' ')));
        this.rollbackId = active.id();
    }

    public String rollbackId() {
        return rollbackId;
    }
}
