package io.backout.tool;

/** One row of Prisma's migration history. */
public record MigrationRow(String name, String checksum, State state) {
    /** APPLIED: finished; FAILED: started and neither finished nor rolled back. */
    public enum State {
        APPLIED,
        FAILED,
        ROLLED_BACK
    }

    public boolean applied() {
        return state == State.APPLIED;
    }
}
