package io.backout.tool;

import static io.backout.tool.ClientProgram.MARIA_DB;

import io.backout.command.Command;
import io.backout.command.CommandFailedException;
import io.backout.command.CommandResult;
import io.backout.command.CommandRunner;
import io.backout.target.Target;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The client that writes a whole database as SQL: mysqldump, or mariadb-dump for MariaDB. */
public final class MysqlDump {
    private final ClientPrograms programs;

    public MysqlDump(Target target, DatabaseUrl url, CommandRunner runner) {
        this.programs = new ClientPrograms(target, url, runner);
    }

    /**
     * The client that fits the server: MariaDB's writes what MySQL does not read back, such as values of generated columns.
     *
     * @throws ToolException when there is none
     */
    public ClientProgram client(String serverVersion) {
        boolean mariaDb = serverVersion.contains(MARIA_DB);
        List<String> names = mariaDb ? List.of("mariadb-dump", "mysqldump") : List.of("mysqldump");
        return programs.installed(names)
                .filter(client -> client.isMariaDb() == mariaDb)
                .findFirst()
                .orElseThrow(() -> new ToolException(
                        "no %s of %s was found to dump database '%s'; nothing was taken"
                                .formatted(
                                        String.join(" or ", names),
                                        mariaDb ? MARIA_DB : "MySQL",
                                        programs.url().location()),
                        "install the client of the server's kind, or correct PATH in the target's 'environment'."));
    }

    /**
     * Writes the database's dump to the stream.
     *
     * @param secrets directory for the password while the client runs
     * @param binlogPosition needs the privileges that {@link DatabaseFacts} looks for
     * @throws CommandFailedException when the client fails; what was written is not a backup
     */
    public void write(ClientProgram client, Path secrets, boolean binlogPosition, OutputStream to) {
        try (OptionFile login = programs.login(client, secrets)) {
            Command command = programs.command(
                    client,
                    login,
                    arguments(client, binlogPosition),
                    programs.target().properties().timeLimits().backup());
            CommandResult result = programs.runner().runInto(command, to);
            if (!result.succeeded()) {
                throw new CommandFailedException(command, result);
            }
        }
    }

    private List<String> arguments(ClientProgram client, boolean binlogPosition) {
        List<String> arguments = new ArrayList<>(List.of(
                "--single-transaction",
                "--quick",
                "--routines",
                "--triggers",
                "--events",
                "--hex-blob",
                "--no-tablespaces",
                "--default-character-set=utf8mb4",
                "--max-allowed-packet=1G"));
        if (!client.isMariaDb()) {
            arguments.add("--set-gtid-purged=OFF");
        }
        if (binlogPosition) {
            arguments.add(client.isMariaDb() || isBefore8026(client) ? "--master-data=2" : "--source-data=2");
        }
        arguments.addAll(List.of("--", programs.url().database()));
        return arguments;
    }

    private static boolean isBefore8026(ClientProgram client) {
        return client.version().matches(".*\\b(?:5\\.\\d+\\.\\d+|8\\.0\\.(?:1?\\d|2[0-5]))\\b.*");
    }
}
