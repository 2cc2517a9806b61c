package io.backout.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Stands before the real pm2 in the target's PATH, and does not stop anything while a file says so. */
final class FailingPm2 {
    private static final String SCRIPT = """
            #!/bin/sh
            here=$(dirname "$0")
            if [ "$1" = stop ] && [ -e "$here/refuses" ]; then
              echo "[PM2][ERROR] connect EACCES /srv/.pm2/rpc.sock" >&2
              exit 1
            fi
            if [ "$1" = stop ] && [ -e "$here/hangs" ]; then
              echo "[PM2] Applying action stopProcessId on app [easy-erp](ids: [ 0 ])"
              exec sleep 600
            fi
            PATH=${PATH#*:} exec pm2 "$@"
            """;

    private final Path directory;

    FailingPm2(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("pm2"), SCRIPT);
            if (!directory.resolve("pm2").toFile().setExecutable(true)) {
                throw new IOException("could not make executable: " + directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> before(Map<String, String> environment) {
        Map<String, String> changed = new TreeMap<>(environment);
        changed.put("PATH", directory + ":" + environment.get("PATH"));
        return changed;
    }

    void refuse() {
        write("refuses");
    }

    void hang() {
        write("hangs");
    }

    void repair() {
        try {
            Files.deleteIfExists(directory.resolve("refuses"));
            Files.deleteIfExists(directory.resolve("hangs"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name) {
        try {
            Files.writeString(directory.resolve(name), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
