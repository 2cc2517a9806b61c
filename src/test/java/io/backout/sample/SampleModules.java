package io.backout.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The application's node_modules: installed once per lock file, then copied by hard links. */
final class SampleModules {

    /** npm's own record of what it installed. */
    private static final String LOCK = ".package-lock.json";

    private SampleModules() {}

    /** Replaces node_modules by what the lock file in the directory says. */
    static void install(Path application) {
        Path modules = application.resolve("node_modules");
        Path installed = installed(application).resolve("node_modules");
        SampleFiles.deleteTree(modules);
        SampleFiles.linkTree(installed, modules);
        // npm rewrites this file in place, which would reach through the link into the cache.
        SampleFiles.deleteTree(modules.resolve(LOCK));
        SampleFiles.copyTree(installed.resolve(LOCK), modules.resolve(LOCK));
    }

    /** Whether node_modules still consists of the very files that were linked into it. */
    static boolean areIntact(Path application) {
        Path installed = installed(application);
        Path lock = Path.of("node_modules", LOCK);
        return inodes(application).equals(inodes(installed))
                && SampleFiles.read(application.resolve(lock)).equals(SampleFiles.read(installed.resolve(lock)));
    }

    private static String inodes(Path directory) {
        // Left out: what is generated or copied, and so is no link.
        String find = "find node_modules -path node_modules/.prisma -prune -o ! -type d ! -name " + LOCK
                + " -printf '%i %p\\n' | sort";
        return ShellCommand.in(directory).attempt("sh", "-c", find).out();
    }

    private static Path installed(Path application) {
        String key = SampleFiles.hash(SampleFiles.read(application.resolve("package-lock.json")));
        return SampleFiles.cached("modules-" + key, draft -> {
            try {
                for (String file : List.of("package.json", "package-lock.json")) {
                    Files.copy(application.resolve(file), draft.resolve(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            SampleTools.install(draft);
        });
    }
}
