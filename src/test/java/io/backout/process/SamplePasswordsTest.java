package io.backout.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.BackoutUser;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SamplePasswordsTest {
    @Test
    void knowsEveryPasswordThatTheSourceShows() {
        assertThat(Arrays.stream(BackoutUser.values()).map(BackoutUser::password))
                .containsExactlyInAnyOrderElementsOf(SamplePasswords.ALL);
    }
}
