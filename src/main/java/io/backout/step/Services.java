package io.backout.step;

import io.backout.record.Json;
import io.backout.record.PrivateFiles;
import io.backout.tool.Pm2.Pm2Process;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which services ran before this rollback stopped any; kept in the evidence, so that exactly those start again. */
final class Services {
    private static final String NAME = "services.json";

    private Services() {}

    /** The first look counts: later ones see what the rollback itself stopped. */
    static void remember(StepContext context) {
        Path file = file(context);
        if (Files.exists(file)) {
            return;
        }
        // A cut-over that was stopped left its services stopped: undoing it starts those that ran before it.
        Path before = context.journals().resolve(NAME);
        // A service that crashes was meant to run; one that somebody stopped was not.
        List<String> ran = context.tools().pm2().processes().stream()
                .filter(process -> !process.status().equals("stopped"))
                .map(Pm2Process::name)
                .distinct()
                .toList();
        try {
            PrivateFiles.createDirectories(context.evidenceDirectory());
            PrivateFiles.replace(
                    file, ran.isEmpty() && Files.exists(before) ? Files.readString(before) : Json.write(ran));
        } catch (IOException e) {
            throw new UncheckedIOException("which services ran could not be kept; nothing was stopped", e);
        }
    }

    /** All that are configured where nothing was stopped. */
    static List<String> remembered(StepContext context) {
        try {
            return Files.exists(file(context))
                    ? List.of(Json.read(Files.readString(file(context)), String[].class))
                    : context.tools().target().processes();
        } catch (IOException e) {
            throw new UncheckedIOException("which services ran could not be read", e);
        }
    }

    private static Path file(StepContext context) {
        return context.evidenceDirectory().resolve(NAME);
    }
}
