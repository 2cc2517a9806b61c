package io.backout.step;

import io.backout.backup.TableMarks;
import io.backout.record.Json;
import io.backout.record.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the server knew of all tables when their rows were looked at, kept in the evidence for a later look. */
enum KeptMarks {
    /** The live tables, when what they lose was counted. */
    COUNTED("counted-tables.json"),
    /** The restored copy's, when it was proven. */
    PROVEN("proven-tables.json");

    private final String name;

    KeptMarks(String name) {
        this.name = name;
    }

    void keep(StepContext context, TableMarks marks) {
        try {
            PrivateFiles.createDirectories(context.evidenceDirectory());
            PrivateFiles.replace(file(context), Json.write(marks));
        } catch (IOException e) {
            throw new UncheckedIOException("what was counted could not be kept", e);
        }
    }

    /** Where it is lost, everything is read again. */
    TableMarks recall(StepContext context) {
        try {
            return Json.read(Files.readString(file(context)), TableMarks.class);
        } catch (IOException | IllegalStateException lost) {
            return TableMarks.none();
        }
    }

    private Path file(StepContext context) {
        return context.evidenceDirectory().resolve(name);
    }
}
