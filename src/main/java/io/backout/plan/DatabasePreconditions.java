package io.backout.plan;

import io.backout.backup.SwapNames;
import java.util.List;

/**
 * What must hold so that level 3, or its undoing, can bring the database back.
 *
 * @param commit to go back to with it; empty when none could be chosen
 * @param names of the schemas beside the live one
 * @param restoration what is brought back when everything holds
 */
record DatabasePreconditions(List<Finding> findings, String commit, SwapNames names, Restoration restoration) {
    private static final SwapNames NO_NAMES = new SwapNames("", "", "", "", "");

    /** Of a level that leaves the tables where they are. */
    static DatabasePreconditions untouched(String commit) {
        return new DatabasePreconditions(List.of(), commit, NO_NAMES, Restoration.NONE);
    }

    static DatabasePreconditions refused(List<Finding> findings) {
        return new DatabasePreconditions(List.copyOf(findings), "", NO_NAMES, Restoration.NONE);
    }
}
