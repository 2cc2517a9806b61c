package io.backout.step;

import io.backout.tool.Git;
import java.nio.file.Path;

/** Directories of one rollback inside the target's git directory: invisible to git status, movable by rename. */
record Workspace(Git git, String rollbackId) {
    private static final String PREPARED = "prepared";

    Path root() {
        return git.gitDirectory().resolve("backout");
    }

    private Path own() {
        return root().resolve(rollbackId);
    }

    /** The release, checked out and with its dependencies. */
    Path prepared() {
        return own().resolve(PREPARED);
    }

    /** What was in place before. */
    Path putAside() {
        return own().resolve("put-aside");
    }

    void remove() {
        remove(own());
    }

    /** Removes what other rollbacks of this target left behind; they are over, because this one holds the lock. */
    void removeOthers() {
        for (Path other : Trees.list(root())) {
            if (!other.equals(own())) {
                remove(other);
            }
        }
    }

    private void remove(Path workspace) {
        if (Trees.exists(workspace)) {
            git.removeWorktree(workspace.resolve(PREPARED));
            Trees.deleteTree(workspace);
        }
    }
}
