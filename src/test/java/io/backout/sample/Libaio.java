package io.backout.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The one library that MySQL's server needs and that a plain Debian does not have. */
final class Libaio {

    private static final String NAME = "libaio.so.1";
    /** Debian 13 and Ubuntu 24.04 call it otherwise. */
    private static final String DOWNLOAD = """
            set -e
            mkdir -p lists/partial cache/archives/partial
            get() { apt-get -o Dir::State::lists="$PWD/lists" -o Dir::Cache="$PWD/cache" -o Debug::NoLocking=1 \
                -o APT::Sandbox::User= -q "$@" >&2; }
            get update
            get download libaio1 || get download libaio1t64
            dpkg -x libaio1*.deb .
            find . -name 'libaio.so.1*' -type f
            """;

    private Libaio() {}

    /** Puts Debian's into a directory where the server looks for it; needs no right to install anything. */
    static void addTo(Path directory, Path server) {
        if (!ShellCommand.in(directory).run("ldd", server.toString()).contains(NAME + " => not found")) return;
        Path draft = SampleFiles.shortDirectory("libaio");
        ShellCommand.Result download = ShellCommand.in(draft).attempt("sh", "-c", DOWNLOAD);
        try (Stream<String> found = download.out().lines()) {
            Path library = found.map(draft::resolve)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "MySQL needs the library %s, which is not installed and could not be fetched: %s%n"
                                            .formatted(NAME, download.err().strip())
                                    + "HINT: install it, on Debian with 'apt-get install libaio1'."));
            Files.copy(library, directory.resolve(NAME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            SampleFiles.deleteTree(draft);
        }
    }
}
