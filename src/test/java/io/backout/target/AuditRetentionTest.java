package io.backout.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditRetentionTest {
    @ParameterizedTest
    @CsvSource({"P189D, 189.0d", "P190DT12H, 190.5d", "-P200D, -200.0d"})
    void refusesLessThan190DaysAndPartsOfDays(Duration retention, String shown) {
        assertThatThrownBy(() -> keeping(retention))
                .rootCause()
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("backout.audit-retention")
                .hasMessageContaining(shown)
                .hasMessageContaining("whole days, at least 190d: an audit looks back six months");
    }

    @ParameterizedTest
    @CsvSource({"P190D", "P3650D"})
    void takes190DaysAndMore(Duration retention) {
        assertThat(keeping(retention).auditRetention()).isEqualTo(retention);
    }

    private static BackoutProperties keeping(Duration retention) {
        return Configured.with(Map.of("audit-retention", retention));
    }
}
