package io.backout.record;

import java.util.Optional;

/**
 * What the incident commander decided.
 *
 * @param level 1, 2 or 3; 0 closes without rollback
 * @param release tag, branch or commit to go back to; empty = the preselected one
 * @param notRepairedBecause why going back is less risky than repairing
 */
public record Decision(int level, Optional<String> release, String reason, String notRepairedBecause, String by) {
    public boolean rollsBack() {
        return level > 0;
    }
}
