package io.backout.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Stand before the real programs, and fail while they are told to, with everything that they know in their output. */
final class TalkativePrograms {
    /** As programs do that cannot connect: the URL whole, in parts, and a token of the environment. */
    private static final String PM2 = """
            #!/bin/sh
            if [ "$1" = stop ] && [ -e '%1$s/talk' ]; then
              grep -v NOTE '%2$s' >&2
              . '%1$s/known'
              echo "cannot connect with user info $USER_INFO, parameter sslpassword=$PARAMETER" >&2
              exit 1
            fi
            PATH=${PATH#*:} exec pm2 "$@"
            """;

    private static final String DUMP = """
            #!/bin/sh
            case "$1" in
            --defaults-file=*) dumps=yes ;;
            esac
            if [ "$dumps" ] && [ -e '%1$s/talk' ]; then
              cat "${1#--defaults-file=}" >&2
              exit 1
            fi
            PATH=${PATH#*:} exec mariadb-dump "$@"
            """;

    private final Path directory;

    TalkativePrograms(Path directory, Path environmentFile, String userInfo) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
            write("pm2", PM2.formatted(directory, environmentFile));
            write("mariadb-dump", DUMP.formatted(directory));
            Files.writeString(
                    directory.resolve("known"),
                    "USER_INFO='%s'%nPARAMETER='%s'%n".formatted(userInfo, Canaries.PARAMETER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String program, String script) throws IOException {
        Path file = Files.writeString(directory.resolve(program), script);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("could not make executable: " + file);
        }
    }

    Map<String, String> before(Map<String, String> environment) {
        Map<String, String> changed = new TreeMap<>(environment);
        changed.put("PATH", directory + ":" + environment.get("PATH"));
        return changed;
    }

    void talk() {
        try {
            Files.writeString(directory.resolve("talk"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void work() {
        try {
            Files.deleteIfExists(directory.resolve("talk"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
