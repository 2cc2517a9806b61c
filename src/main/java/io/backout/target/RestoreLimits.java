package io.backout.target;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How a backup is restored while the application may still use the server.
 *
 * @param loaders connections that load at the same time
 * @param mostThreads loading pauses while more threads than these run in the server besides its own
 * @param mostRedoPercent loading pauses while the redo log is fuller; below 88 InnoDB writes nothing out on its account, and a pause
 *     might never end
 * @param mostReplicaLag loading pauses while the server is further behind another one that it follows; of whole seconds
 * @param leastFree loading pauses while less is free where the server keeps its data, as far as that can be seen
 */
public record RestoreLimits(
        @DefaultValue("2") int loaders,
        @DefaultValue("32") int mostThreads,
        @DefaultValue("90") int mostRedoPercent,
        @DefaultValue("30s") Duration mostReplicaLag,
        @DefaultValue("2GB") DataSize leastFree) {
    private static final String KEY = "backout.targets.*.restore.";

    public RestoreLimits {
        Require.that(loaders >= 1 && loaders <= 16, KEY + "loaders", loaders, "1 to 16");
        Require.that(mostThreads >= 1, KEY + "most-threads", mostThreads, "1 or more");
        Require.that(
                mostRedoPercent >= 88 && mostRedoPercent <= 100,
                KEY + "most-redo-percent",
                mostRedoPercent,
                "88 to 100");
        Require.that(mostReplicaLag.toSeconds() >= 1, KEY + "most-replica-lag", mostReplicaLag, "1s or more");
    }
}
