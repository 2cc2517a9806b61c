package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.backup.RestoreProgress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreparationBriefingTest {
    @Test
    void saysBytesRowsAndTheTimeLeft() {
        assertThat(PreparationBriefing.words(new RestoreProgress(
                        460_000_000,
                        1_079_000_000,
                        5_000_000,
                        12_000_000,
                        "loading",
                        Optional.of(Duration.ofSeconds(40)))))
                .isEqualTo("43 %, 460.0 of 1079.0 MB, 5,000,000 of 12,000,000 rows; about 40 s left; loading");
    }

    @Test
    void promisesNothingBeforeTheFirstRow() {
        assertThat(PreparationBriefing.words(new RestoreProgress(0, 0, 0, 0, "creating tables", Optional.empty())))
                .isEqualTo("0 %, 0.0 of 0.0 MB, 0 of 0 rows; nobody can say yet how long; creating tables");
    }
}
