package io.backout.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HeadAndTailTest {
    @Test
    void keepsAShortTextWhole() throws IOException {
        assertThat(written("0123456789", new HeadAndTail(10))).isEqualTo("0123456789");
        assertThat(written("012", new HeadAndTail(10))).isEqualTo("012");
        assertThat(written("", new HeadAndTail(10))).isEmpty();
    }

    @Test
    void keepsBothEndsOfALongTextAndSaysHowMuchIsMissing() throws IOException {
        assertThat(written("0123456789a", new HeadAndTail(10))).isEqualTo("01234\n… 1 bytes left out …\n6789a");
        assertThat(written("01234" + "x".repeat(1000) + "56789", new HeadAndTail(10)))
                .isEqualTo("01234\n… 1000 bytes left out …\n56789");
    }

    @Test
    void showsNoLineInPartWhichCouldBeHalfASecret() throws IOException {
        assertThat(written("one\nsec" + "x".repeat(100) + "ret\ntwo", new HeadAndTail(14)))
                .isEqualTo("one\n… 100 bytes left out …\ntwo");
    }

    @Test
    void keepsTheHeadAloneAndSaysWhetherThereWasMore() throws IOException {
        Head whole = new Head(3);
        assertThat(written("abc", whole)).isEqualTo("abc");
        assertThat(whole.cut()).isFalse();
        assertThat(written("d", whole)).isEqualTo("abc");
        assertThat(whole.cut()).isTrue();
    }

    @Test
    void countsWhatComesByteByByteTheSameWay() {
        HeadAndTail both = new HeadAndTail(4);
        Head head = new Head(2);
        for (char letter : "abcdef".toCharArray()) {
            both.write(letter);
            head.write(letter);
        }
        assertThat(both).hasToString("ab\n… 2 bytes left out …\nef");
        assertThat(head).hasToString("ab");
        assertThat(head.cut()).isTrue();
    }

    private static String written(String text, OutputStream stream) throws IOException {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
        return stream.toString();
    }
}
