package io.backout.tool;

import io.backout.command.Command;
import io.backout.command.CommandFailedException;
import io.backout.command.CommandResult;
import io.backout.command.CommandRunner;
import io.backout.target.Target;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The client that writes a whole database as SQL: mysqldump, or mariadb-dump for MariaDB. */
public final class MysqlDump {
    private static final String MARIA_DB = "MariaDB";

    private final Target target;
    private final DatabaseUrl url;
    private final CommandRunner runner;

    public MysqlDump(Target target, DatabaseUrl url, CommandRunner runner) {
        this.target = target;
        this.url = url;
        this.runner = runner;
    }

    /**
     * A client program.
     *
     * @param version as it names itself, with its flavour
     */
    public record Client(String program, String version) {
        boolean isMariaDb() {
            return version.contains(MARIA_DB);
        }
    }

    /**
     * The client that fits the server: MariaDB's writes what MySQL does not read back, such as values of generated columns.
     *
     * @throws ToolException when there is none
     */
    public Client client(String serverVersion) {
        boolean mariaDb = serverVersion.contains(MARIA_DB);
        List<String> programs = mariaDb ? List.of("mariadb-dump", "mysqldump") : List.of("mysqldump");
        return programs.stream()
                .flatMap(program -> version(program).stream().map(version -> new Client(program, version)))
                .filter(client -> client.isMariaDb() == mariaDb)
                .findFirst()
                .orElseThrow(() -> new ToolException(
                        "no %s of %s was found to dump database '%s'; nothing was taken"
                                .formatted(String.join(" or ", programs), mariaDb ? MARIA_DB : "MySQL", url.location()),
                        "install the client of the server's kind, or correct PATH in the target's 'environment'."));
    }

    /**
     * Writes the database's dump to the stream.
     *
     * @param secrets directory for the password while the client runs
     * @param binlogPosition needs the privileges that {@link DatabaseFacts} looks for
     * @throws CommandFailedException when the client fails; what was written is not a backup
     */
    public void write(Client client, Path secrets, boolean binlogPosition, OutputStream to) {
        try (OptionFile options = OptionFile.in(secrets, options(client))) {
            Command command = command(client, options, binlogPosition);
            CommandResult result = runner.runInto(command, to);
            if (!result.succeeded()) {
                throw new CommandFailedException(command, result);
            }
        }
    }

    private Command command(Client client, OptionFile options, boolean binlogPosition) {
        // The file of options must be the first one.
        List<String> argv = new ArrayList<>(List.of(client.program(), options.argument()));
        argv.addAll(List.of(
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
            argv.add("--set-gtid-purged=OFF");
        }
        if (binlogPosition) {
            argv.add(client.isMariaDb() || isBefore8026(client) ? "--master-data=2" : "--source-data=2");
        }
        argv.addAll(List.of("--", url.database()));
        return new Command(
                argv,
                target.directory(),
                target.properties().environment(),
                target.properties().timeLimits().backup());
    }

    private Map<String, String> options(Client client) {
        DatabaseLogin login = target.properties().databaseAdministrator() == null
                ? new DatabaseLogin(url.user(), url.password())
                : DatabaseLogin.ofAdministrator(target);
        Map<String, String> options = new LinkedHashMap<>();
        options.put("user", login.user());
        options.put("password", login.password());
        options.put("host", url.host());
        options.put("port", String.valueOf(url.port()));
        // "localhost" would otherwise mean a socket.
        options.put("protocol", "tcp");
        if (client.isMariaDb()) {
            // As the JDBC driver does it: encrypted where the server can, whoever signed its certificate.
            options.put("loose-ssl-verify-server-cert", "0");
        }
        return options;
    }

    private Optional<String> version(String program) {
        try {
            CommandResult result = runner.run(new Command(
                    List.of(program, "--no-defaults", "--version"),
                    target.directory(),
                    target.properties().environment(),
                    target.properties().timeLimits().command()));
            return result.succeeded() ? Optional.of(result.stdout().strip()) : Optional.empty();
        } catch (CommandFailedException notInstalled) {
            return Optional.empty();
        }
    }

    private static boolean isBefore8026(Client client) {
        return client.version().matches(".*\\b(?:5\\.\\d+\\.\\d+|8\\.0\\.(?:1?\\d|2[0-5]))\\b.*");
    }
}
