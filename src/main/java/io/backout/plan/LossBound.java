package io.backout.plan;

/** The most that a signature covers: the application writes between the count and its stop. */
final class LossBound {
    /** As much as may come to any loss, however small it is. */
    static final int MARGIN = 100;

    private static final int PERCENT = 10;

    private LossBound() {}

    static long of(long counted) {
        return counted + Math.max(MARGIN, counted * PERCENT / 100);
    }
}
