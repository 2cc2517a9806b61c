package io.backout.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How a backup is restored.
 *
 * @param loaders connections that load at the same time
 * @param limit of one statement, which may index a whole table
 * @param directory of our own, where a packed backup is unpacked for as long as the restore lasts
 * @param aborted asked before each chunk
 */
public record RestoreSettings(int loaders, Duration limit, Path directory, Throttle throttle, BooleanSupplier aborted) {
    public RestoreSettings {
        if (loaders < 1) {
            throw new IllegalArgumentException("a restore needs a loader, not " + loaders);
        }
    }

    /** Two loaders, as many as a server with two cores has use for; nothing holds them up. */
    public static RestoreSettings usual(Path directory) {
        return new RestoreSettings(2, Duration.ofHours(6), directory, Throttle.NONE, () -> false);
    }
}
