package io.backout.backup;

import java.time.Duration;

/**
 * @param lockWait for one statement; readers queue behind it meanwhile
 * @param tries how often a swap that found a lock is begun
 * @param checkpoint how long to wait for the server to write out what is only in its log; zero: not at all
 */
public record SwapLimits(Duration lockWait, int tries, Duration checkpoint) {
    /** While the application still runs; a server writes out two hundred pages a second unless it is told to do more. */
    public static final SwapLimits SETTLING = new SwapLimits(Duration.ofSeconds(5), 3, Duration.ofMinutes(5));
    /** The new tables are older than the server's checkpoint. Once: services are down, and whoever began it tries again. */
    public static final SwapLimits SETTLED = new SwapLimits(Duration.ofSeconds(5), 1, Duration.ofSeconds(1));
}
