package io.backout.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "换", "🚨"})
    void takes2000CharactersAsPeopleCountThem(String character) {
        String text = character.repeat(2_000);

        assertThat(Texts.require("reason", text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "换", "🚨"})
    void refuses2001(String character) {
        assertThatThrownBy(() -> Texts.optional("reason", character.repeat(2_001)))
                .isInstanceOf(BadInputException.class)
                .hasMessage("'reason' has 2,001 characters, which is more than 2,000; nothing was done\n"
                        + "HINT: shorten it, and put the rest into your incident ticket.");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "\n\t"})
    void insistsOnARequiredText(String text) {
        assertThatThrownBy(() -> Texts.require("reason", text))
                .hasMessage("'reason' is empty; nothing was done\nHINT: write at least one sentence.");
    }

    @Test
    void doesNotCountBlanksAround() {
        assertThat(Texts.optional("reason", "  " + "a".repeat(2_000) + "\n")).hasSize(2_000);
        assertThat(Texts.optional("reason", null)).isEmpty();
    }

    @Test
    void keepsQuotesLinesAndShellCharacters() {
        String text = "\"it's\" `broken` $(reboot)\n; drop table rollback; -- 🚨 \\";

        assertThat(Texts.require("reason", text)).isEqualTo(text);
    }
}
