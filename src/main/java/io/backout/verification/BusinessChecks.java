package io.backout.verification;

import io.backout.command.Command;
import io.backout.target.BusinessCheck;
import io.backout.tool.ToolException;
import io.backout.tool.Tools;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a target's configured business checks. */
final class BusinessChecks {
    private final Tools tools;
    private final LogMarks marks;

    BusinessChecks(Tools tools, LogMarks marks) {
        this.tools = tools;
        this.marks = marks;
    }

    List<CheckResult> run() {
        return tools.target().properties().checks().stream().map(this::run).toList();
    }

    private CheckResult run(BusinessCheck check) {
        String problem;
        try {
            problem = problem(check);
        } catch (ToolException e) {
            problem = e.fact();
        } catch (RuntimeException | IOException e) {
            problem = String.valueOf(e.getMessage());
        }
        return CheckResult.of("business check '" + check.name() + "'", problem.isEmpty(), problem);
    }

    private String problem(BusinessCheck check) throws IOException {
        if (check.http() != null) {
            return http(check, check.http());
        }
        if (check.sql() != null) {
            return sql(check, check.sql());
        }
        if (check.command() != null) {
            return command(check, check.command());
        }
        return log(Objects.requireNonNull(check.log()));
    }

    private static String http(BusinessCheck check, BusinessCheck.Http http) {
        HttpRequest request = HttpRequest.newBuilder(http.url())
                .method(http.method(), HttpRequest.BodyPublishers.noBody())
                .build();
        var answer = Tools.http().sendAsync(request, HttpResponse.BodyHandlers.ofString());
        try {
            HttpResponse<String> response = answer.get(check.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != http.status()) {
                return "%s %s answered with status %d instead of %d"
                        .formatted(http.method(), http.url(), response.statusCode(), http.status());
            }
            return http.contains() == null || response.body().contains(http.contains())
                    ? ""
                    : "%s %s answered without '%s'".formatted(http.method(), http.url(), http.contains());
        } catch (TimeoutException e) {
            answer.cancel(true);
            return "%s %s did not answer within %d s"
                    .formatted(http.method(), http.url(), check.timeout().toSeconds());
        } catch (ExecutionException e) {
            return "%s %s did not answer".formatted(http.method(), http.url());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "was not asked to the end: Backout is shutting down";
        }
    }

    private String sql(BusinessCheck check, BusinessCheck.Sql sql) {
        String value = tools.mysql().value(sql.query(), check.timeout());
        return Bounds.areMet(sql, value) ? "" : "the query gave '%s'".formatted(value);
    }

    private String command(BusinessCheck check, BusinessCheck.Program program) {
        Command command = new Command(
                program.argv(),
                tools.target().directory(),
                tools.target().properties().environment(),
                check.timeout());
        int exit = tools.runner().run(command).exitCode();
        return exit == program.exit()
                ? ""
                : "'%s' ended with exit code %d instead of %d".formatted(command.rendered(), exit, program.exit());
    }

    private String log(BusinessCheck.Log log) throws IOException {
        Path file = tools.target().directory().resolve(log.file());
        return marks.foundSince(file, log.absent())
                ? "'%s' was written to '%s' since the release was started".formatted(log.absent(), file)
                : "";
    }
}
