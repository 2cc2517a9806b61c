package io.backout.backup;

import java.time.Duration;

/**
 * @param lockWait for one statement; readers queue behind it meanwhile
 * @param tries how often a swap that found a lock is begun
 * @param checkpoint how long to wait for the server to write out what is only in its log; zero: not at all
 */
public record SwapLimits(Duration lockWait, int tries, Duration checkpoint) {
    public static final SwapLimits DEFAULT = new SwapLimits(Duration.ofSeconds(5), 3, Duration.ofSeconds(10));
}
