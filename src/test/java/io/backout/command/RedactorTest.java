package io.backout.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactorTest {
    private static final Redactor NOTHING_KNOWN = new Redactor(List.of());

    @Test
    void hidesKnownSecretsWhereverTheyStand() {
        assertThat(new Redactor(List.of("hunter22")).redact("a hunter22 b=hunter22;xhunter22x"))
                .isEqualTo("a [secret] b=[secret];x[secret]x");
    }

    @Test
    void hidesTheLongerSecretWholeWhenItContainsAnother() {
        assertThat(new Redactor(List.of("pass", "pass-word-1")).redact("pass-word-1 pass"))
                .isEqualTo("[secret] [secret]");
    }

    @Test
    void leavesTextAloneThatHappensToHoldAVeryShortSecret() {
        assertThat(new Redactor(List.of("", "a", "123")).redact("a 123 b")).isEqualTo("a 123 b");
    }

    @Test
    void hidesEachLineOfASecretOfSeveralLines() {
        assertThat(new Redactor(List.of("-----BEGIN KEY-----\nMIIEvQIBADAN\n-----END KEY-----"))
                        .redact("error near MIIEvQIBADAN\n"))
                .isEqualTo("error near [secret]\n");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
                    mysql://erp:pw@db:3306/erp -> mysql://erp:[secret]@db:3306/erp
                    mysql://erp:p@ss@w@db/erp -> mysql://erp:[secret]@db/erp
                    mysql://erp:p:s/s?s@db/erp -> mysql://erp:[secret]@db/erp
                    mysql://:pw@db/erp -> mysql://:[secret]@db/erp
                    "mysql://erp:pw@db/erp" and redis://x:y@r -> "mysql://erp:[secret]@db/erp" and redis://x:[secret]@r
                    mysql://erp@db:3306/erp -> mysql://erp@db:3306/erp
                    GET http://127.0.0.1:3000/api/health -> GET http://127.0.0.1:3000/api/health
                    """)
    void hidesThePasswordOfAnyUrl(String text, String redacted) {
        assertThat(NOTHING_KNOWN.redact(text)).isEqualTo(redacted);
    }

    @Test
    void takesSecretsLiterally() {
        assertThat(new Redactor(List.of("a.*$1\\")).redact("a.*$1\\ aXX")).isEqualTo("[secret] aXX");
    }
}
