package io.backout.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.tool.ToolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SwapNamesTest {
    @Test
    void namesEachSchemaAfterTheRollback() {
        assertThat(SwapNames.of("easy_erp", "RB-20261128-001"))
                .isEqualTo(new SwapNames(
                        "easy_erp",
                        "easy_erp__rb_20261128_001",
                        "easy_erp__old_20261128_001",
                        "easy_erp__undone_20261128_001",
                        "RB-20261128-001"));
        assertThat(SwapNames.of("shop", "Dr-ILL_7").shadow()).isEqualTo("shop__rb_dr_ill_7");
    }

    @Test
    void refusesANameThatIsTooLong() {
        assertThatThrownBy(() -> SwapNames.of("a".repeat(50), "RB-123456"))
                .isInstanceOf(ToolException.class)
                .hasMessage("""
                        the name '%s__undone_123456' has more than 64 characters, which no schema may have; nothing was done
                        HINT: use a shorter id of the rollback.""".formatted("a".repeat(50)));
        assertThat(SwapNames.of("a".repeat(50), "RB-12345").undone()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a`b", "../a", "a b"})
    void takesOnlyIds(String id) {
        assertThatThrownBy(() -> SwapNames.of("shop", id)).hasMessage("no id of a rollback: " + id);
    }
}
