package io.backout.sample;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Polls a condition instead of sleeping a fixed time. */
final class Waiting {

    private static final long PAUSE_MS = 50;

    private Waiting() {}

    static void until(Duration limit, BooleanSupplier condition, Supplier<String> failure) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new IllegalStateException(failure.get());
            try {
                Thread.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted: " + failure.get(), e);
            }
        }
    }
}
