package io.backout.backup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerVersionTest {
    @ParameterizedTest
    @CsvSource({
        "10.5.29-MariaDB, false",
        "5.5.5-10.5.29-MariaDB-log, false",
        "10.6.0-MariaDB, true",
        "5.5.5-10.11.19-MariaDB, true",
        "11.4.5-MariaDB, true",
        "5.7.44-log, false",
        "8.0.15, true",
        "8.4.3, true",
        "9.1.0, true",
        "unreadable, false"
    })
    void renamesSeveralTablesCrashSafelyFromACertainVersionOn(String version, boolean safely) {
        assertThat(new ServerVersion(version).renamesCrashSafely()).isEqualTo(safely);
    }
}
