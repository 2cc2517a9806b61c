package io.backout.command;

/** A short wait between two looks at a condition. */
public final class Pause {
    private Pause() {}

    public static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting; Backout is shutting down", e);
        }
    }
}
