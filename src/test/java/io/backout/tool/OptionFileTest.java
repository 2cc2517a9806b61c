package io.backout.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionFileTest {
    @TempDir
    Path directory;

    @Test
    void isForItsOwnerOnlyAndGoneAfterwards() throws IOException {
        Path secrets = directory.resolve("secrets");
        Path file;
        try (OptionFile options = OptionFile.in(secrets, Map.of("password", "a#b\"c\\d'e f"))) {
            file = Path.of(options.argument().substring("--defaults-file=".length()));
            assertThat(file).hasContent("[client]\npassword=\"a#b\\\"c\\\\d'e f\"\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                    .isEqualTo("rwx------");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void removesWhatAKilledBackoutLeft() throws IOException {
        Path left = Files.writeString(directory.resolve("999999999-1.cnf"), "secret");
        Path others = Files.writeString(directory.resolve("notes.txt"), "x");
        Path running =
                Files.writeString(directory.resolve(ProcessHandle.current().pid() + "-1.cnf"), "of another thread");
        try (OptionFile options = OptionFile.in(directory, Map.of())) {
            assertThat(left).doesNotExist();
            assertThat(others).exists();
            assertThat(running).exists();
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(others, running);
        }
    }
}
