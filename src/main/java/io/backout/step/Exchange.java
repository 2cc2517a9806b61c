package io.backout.step;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;

/**
 * Puts prepared files in the place of the live ones by renaming; it may be repeated after any interruption.
 *
 * @param whole directories that are exchanged as a whole; of others only what was prepared is
 */
record Exchange(Path prepared, Path live, Path putAside, Set<Path> whole) {
    void bringIn(Path name) {
        if (isMixed(name)) {
            Trees.list(prepared.resolve(name)).forEach(child -> bringIn(prepared.relativize(child)));
            return;
        }
        Path aside = putAside.resolve(name);
        if (Trees.exists(live.resolve(name)) && !Trees.exists(aside)) {
            Trees.move(live.resolve(name), aside);
        }
        Trees.move(prepared.resolve(name), live.resolve(name));
    }

    /** The live directory may hold other things beside, such as uploads. */
    private boolean isMixed(Path name) {
        return !name.endsWith("node_modules")
                && !whole.contains(name)
                && Files.isDirectory(prepared.resolve(name), LinkOption.NOFOLLOW_LINKS)
                && Files.isDirectory(live.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }
}
