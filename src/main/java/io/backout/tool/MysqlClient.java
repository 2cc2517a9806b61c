package io.backout.tool;

import io.backout.command.Command;
import io.backout.command.CommandResult;
import io.backout.command.CommandRunner;
import io.backout.target.Target;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The client that carries SQL out as it stands in a file: mariadb, or mysql. */
public final class MysqlClient {
    private static final List<String> NAMES = List.of("mariadb", "mysql");

    private final ClientPrograms programs;

    public MysqlClient(Target target, DatabaseUrl url, CommandRunner runner) {
        this.programs = new ClientPrograms(target, url, runner);
    }

    /**
     * How it ended.
     *
     * @param succeeded else a statement failed, or not all warnings can be read; what was carried out stays
     * @param said by the server about the statements, such as {@code Warning (Code 1366): Incorrect string value: …}, in lines
     */
    public record Outcome(boolean succeeded, String said) {}

    /**
     * Ends at the first statement that fails.
     *
     * @param schema in which the statements are carried out
     * @param secrets directory for the password while the client runs
     * @param sql statements without results
     * @throws ToolException when there is no client
     */
    public Outcome run(String schema, Path secrets, Duration limit, InputStream sql) {
        ClientProgram client = programs.installed(NAMES)
                .findFirst()
                .orElseThrow(() -> new ToolException(
                        "neither '%s' was found to load what Backout itself could not; the live database was not touched"
                                .formatted(String.join("' nor '", NAMES)),
                        "install the database's client, or correct PATH in the target's 'environment'."));
        try (OptionFile login = programs.login(client, secrets)) {
            // In binary mode nothing in the file is a command of the client's own.
            Command command = programs.command(
                    client,
                    login,
                    List.of(
                            "--batch",
                            "--binary-mode",
                            "--show-warnings",
                            "--skip-reconnect",
                            "--local-infile=0",
                            "--max-allowed-packet=1G",
                            "--",
                            schema),
                    limit);
            CommandResult result = programs.runner().runFrom(sql, command);
            if (result.stdoutCut()) {
                // What cannot be read may be about a value that was changed.
                return new Outcome(false, "the server said more about it than can be read");
            }
            return new Outcome(result.succeeded(), result.succeeded() ? result.stdout() : result.output());
        }
    }
}
