package io.backout.target;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** A configured check that business works: exactly one of http, sql, command or log. */
public record BusinessCheck(
        String name,
        @Nullable Http http,
        @Nullable Sql sql,
        @Nullable Program command,
        @Nullable Log log,
        @DefaultValue("10s") Duration timeout) {
    public BusinessCheck {
        long kinds =
                Stream.of(http, sql, command, log).filter(kind -> kind != null).count();
        Require.that(
                kinds == 1, "backout.targets.*.checks", String.valueOf(name), "exactly one of http, sql, command, log");
    }

    /** Answers {@code status}, and a body that contains {@code contains} when that is given. */
    public record Http(
            @DefaultValue("GET") String method,
            URI url,
            @DefaultValue("200") int status,
            @Nullable String contains) {}

    /** The first column of the first row meets every bound that is given. */
    public record Sql(
            String query,
            @Nullable String equals,
            @Nullable BigDecimal atLeast,
            @Nullable BigDecimal atMost) {}

    /** Ends with the exit code. */
    public record Program(
            List<String> argv, @DefaultValue("0") int exit) {}

    /** The text was not written to the file since the release was started. */
    public record Log(Path file, String absent) {}
}
