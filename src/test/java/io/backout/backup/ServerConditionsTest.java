package io.backout.backup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerConditionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"10.5.29-MariaDB-log", "5.5.5-10.4.34-MariaDB", "5.7.44-log"})
    void refusesAServerWhoseRenameIsNotCrashSafe(String version) {
        assertThat(ServerConditions.tooOld(new ServerVersion(version)))
                .contains(new CutOverFinding(
                        "the server is %s, which can lose half of a rename of several tables in a crash"
                                .formatted(version),
                        "use MySQL 8 or MariaDB 10.6, or newer."));
    }

    @Test
    void takesANewerOne() {
        assertThat(ServerConditions.tooOld(new ServerVersion("10.6.0-MariaDB"))).isEmpty();
        assertThat(ServerConditions.tooOld(new ServerVersion("8.0.31"))).isEmpty();
    }
}
