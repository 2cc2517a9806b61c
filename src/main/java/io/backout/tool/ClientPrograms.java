package io.backout.tool;

import io.backout.command.Command;
import io.backout.command.CommandFailedException;
import io.backout.command.CommandResult;
import io.backout.command.CommandRunner;
import io.backout.target.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs that come with a database server, and how they log in to the target's. */
record ClientPrograms(Target target, DatabaseUrl url, CommandRunner runner) {
    /** Those of the given names that are there. */
    Stream<ClientProgram> installed(List<String> programs) {
        return programs.stream()
                .flatMap(program -> version(program).stream().map(version -> new ClientProgram(program, version)));
    }

    /** @param secrets directory for the password while the client runs */
    OptionFile login(ClientProgram client, Path secrets) {
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
        return OptionFile.in(secrets, options);
    }

    Command command(ClientProgram client, OptionFile login, List<String> arguments, Duration limit) {
        // The file of options must be the first one.
        List<String> argv = new ArrayList<>(List.of(client.program(), login.argument()));
        argv.addAll(arguments);
        return new Command(argv, target.directory(), target.properties().environment(), limit);
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
}
