package io.backout.backup;

import java.util.List;
import java.util.Map;

/**
 * What live had before a swap and would otherwise be gone.
 *
 * @param phase CHANGING (objects of live may be missing, settings may be changed), BACKED_OFF or SWAPPED
 * @param objects all beside live's tables
 * @param autoIncrements next number of each table
 * @param cutKeys foreign keys that would have joined put-away and live
 * @param settings global settings that were changed, and their values before
 */
public record SwapJournal(
        String runId,
        String phase,
        List<StoredObject> objects,
        Map<String, Long> autoIncrements,
        List<CutKey> cutKeys,
        Map<String, String> settings) {
    static final String CHANGING = "CHANGING";
    static final String BACKED_OFF = "BACKED_OFF";
    static final String SWAPPED = "SWAPPED";

    /** @param sql as in ALTER TABLE … ADD */
    public record CutKey(String table, String name, String sql) {}

    boolean isInterrupted() {
        return phase.equals(CHANGING);
    }

    SwapJournal in(String newPhase) {
        return new SwapJournal(runId, newPhase, objects, autoIncrements, cutKeys, settings);
    }

    SwapJournal cut(List<CutKey> keys) {
        return new SwapJournal(runId, phase, objects, autoIncrements, keys, settings);
    }
}
