package io.backout.command;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.PumpStreamHandler;

/** Runs commands as sessions of their own, so that the whole tree can be found and ended. */
public final class ProcessRunner implements CommandRunner {
    private static final int STDOUT_LIMIT = 4 << 20;
    private static final int OUTPUT_LIMIT = 16 << 10;
    /** What a child needs of our own environment; everything else may be a secret. */
    private static final List<String> INHERITED =
            List.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR");

    private final CommandScope scope;
    private final Redactor redactor;

    public ProcessRunner(CommandScope scope, Redactor redactor) {
        this.scope = scope;
        this.redactor = redactor;
    }

    @Override
    public CommandResult run(Command command) {
        HeadAndTail stdout = new HeadAndTail(STDOUT_LIMIT);
        HeadAndTail both = new HeadAndTail(OUTPUT_LIMIT);
        TreeWatchdog watchdog = new TreeWatchdog(command.limit(), scope);
        long started = System.nanoTime();
        int exitCode;
        try {
            exitCode = executor(command, new Tee(stdout, both), both, watchdog)
                    .execute(line(command), environment(command));
        } catch (IOException e) {
            throw new CommandFailedException(
                    "'%s' could not be started: %s".formatted(command.argv().get(0), e.getMessage()), e);
        }
        Duration duration = Duration.ofNanos(System.nanoTime() - started);
        CommandResult result =
                new CommandResult(exitCode, stdout.toString(), redactor.redact(both.toString()), duration);
        if (watchdog.timedOut()) {
            throw new CommandTimedOutException(command, result);
        }
        if (watchdog.cancelled()) {
            throw new CommandCancelledException(command, result);
        }
        return result;
    }

    private static DefaultExecutor executor(
            Command command, OutputStream out, OutputStream err, TreeWatchdog watchdog) {
        DefaultExecutor executor = DefaultExecutor.builder()
                .setWorkingDirectory(command.directory().toFile())
                .get();
        // Without an input stream the child's standard input is closed at once.
        PumpStreamHandler streams = new PumpStreamHandler(out, err);
        // A daemon that a child leaves behind may hold the pipes open; the child itself has ended.
        streams.setStopTimeout(Duration.ofSeconds(2));
        executor.setStreamHandler(streams);
        executor.setWatchdog(watchdog);
        executor.setExitValues(null);
        return executor;
    }

    private static CommandLine line(Command command) {
        CommandLine line = new CommandLine("setsid");
        command.argv().forEach(argument -> line.addArgument(argument, false));
        return line;
    }

    private Map<String, String> environment(Command command) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String name : INHERITED) {
            String value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        environment.putAll(command.environment());
        if (!scope.marker().isEmpty()) {
            environment.put(ProcessTree.MARKER, scope.marker());
        }
        return environment;
    }

    /** Writes everything to both. */
    private static final class Tee extends OutputStream {
        private final OutputStream first;
        private final OutputStream second;

        Tee(OutputStream first, OutputStream second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public void write(int b) throws IOException {
            first.write(b);
            second.write(b);
        }
    }
}
