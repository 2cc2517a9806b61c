package io.backout.backup;

import io.backout.backup.SwapJournal.CutKey;
import java.util.List;

/**
 * What live has after a swap beside the tables.
 *
 * @param keys that an earlier swap had cut
 * @param keepsNumbers AUTO_INCREMENT goes on from the higher one of both states, so that no number is given out again that
 *     another system may know
 */
record Wanted(StoredObjects objects, List<CutKey> keys, boolean keepsNumbers) {}
