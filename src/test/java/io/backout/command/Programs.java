package io.backout.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Tiny real programs. */
final class Programs {
    static final Duration LONG = Duration.ofSeconds(60);

    private Programs() {}

    static Command shell(Path directory, String script) {
        return shell(directory, script, LONG);
    }

    static Command shell(Path directory, String script, Duration limit) {
        return new Command(List.of("sh", "-c", script), directory, Map.of(), limit);
    }

    static ProcessRunner runner() {
        return new ProcessRunner(CommandScope.READING, new Redactor(List.of()));
    }
}
