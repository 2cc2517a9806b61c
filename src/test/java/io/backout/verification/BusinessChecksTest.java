package io.backout.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.when;

import io.backout.target.BusinessCheck;
import io.backout.target.TargetProperties;
import io.backout.target.TestTarget;
import io.backout.tool.Mysql;
import io.backout.tool.TestRepository;
import io.backout.tool.Tools;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class BusinessChecksTest {
    private static final String PREFIX = "target.";

    @TempDir
    Path directory;

    /** As they come from the configuration and from the database. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    12.50, at-least, 12.5,  -
                    12.49, at-least, 12.5,  the query gave '12.49'
                    0.30,  at-most,  0.3,   -
                    0.31,  at-most,  0.3,   the query gave '0.31'
                    3,     at-least, 3,     -
                    1e3,   at-most,  999,   the query gave '1e3'
                    99999999999999999999.5, at-least, 1, -
                    12.50, equals,   12.5,  -
                    007,   equals,   007,   -
                    007,   equals,   7,     -
                    open,  equals,   open,  -
                    open,  equals,   Open,  the query gave 'open'
                    open,  at-least, 1,     the query gave 'open'
                    '',    at-most,  1,     the query gave ''
                    null,  at-least, 0,     the query gave 'null'
                    """)
    void sqlIsComparedAsNumbers(String given, String bound, String wanted, String problem) {
        Tools tools = spy(
                new Tools(TestTarget.in(directory).checks(check(bound, wanted)).target(), TestRepository.runner()));
        Mysql mysql = mock(Mysql.class);
        when(mysql.value(any(), any())).thenReturn(given);
        doReturn(mysql).when(tools).mysql();

        CheckResult result =
                new BusinessChecks(tools, LogMarks.read(directory)).run().get(0);

        assertThat(result.detail()).isEqualTo(problem == null ? "ok" : problem);
        assertThat(result.passed()).isEqualTo(problem == null);
    }

    private static BusinessCheck check(String bound, String wanted) {
        Map<String, String> written = new HashMap<>(Map.of(
                PREFIX + "directory", "/srv",
                PREFIX + "processes", "erp",
                PREFIX + "health-url", "http://127.0.0.1:1/",
                PREFIX + "checks[0].name", "total",
                PREFIX + "checks[0].sql.query", "select 1"));
        written.put(PREFIX + "checks[0].sql." + bound, wanted);
        return new Binder(new MapConfigurationPropertySource(written))
                .bind("target", TargetProperties.class)
                .get()
                .checks()
                .get(0);
    }
}
