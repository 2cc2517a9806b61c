package io.backout.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.Executor;

/** Runs commands as sessions of their own, so that the whole tree can be found and ended. */
public final class ProcessRunner implements CommandRunner {
    private static final int STDOUT_LIMIT = 16 << 20;
    private static final int OUTPUT_LIMIT = 16 << 10;
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
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
        Head stdout = new Head(STDOUT_LIMIT);
        HeadAndTail both = new HeadAndTail(OUTPUT_LIMIT);
        return run(command, new Pumps(stdout, both), stdout, both);
    }

    @Override
    public CommandResult runInto(Command command, OutputStream stdout) {
        HeadAndTail stderr = new HeadAndTail(OUTPUT_LIMIT);
        Pumps pumps = Pumps.into(stdout, stderr);
        CommandResult result = run(command, pumps, new Head(0), stderr);
        pumps.requireWritten();
        return result;
    }

    @Override
    public CommandResult runFrom(InputStream stdin, Command command) {
        Head stdout = new Head(STDOUT_LIMIT);
        HeadAndTail both = new HeadAndTail(OUTPUT_LIMIT);
        Feed feed = new Feed(stdin);
        CommandResult result = run(command, new Pumps(stdout, both).fedBy(feed), stdout, both);
        feed.requireRead();
        return result;
    }

    private CommandResult run(Command command, Pumps pumps, Head stdout, HeadAndTail both) {
        CommandScope marked = scope.marked();
        TreeWatchdog watchdog = new TreeWatchdog(command.limit(), marked);
        long started = System.nanoTime();
        int exitCode;
        try {
            exitCode = executor(command, pumps, watchdog).execute(line(command), environment(command, marked));
        } catch (IOException e) {
            throw CommandFailedException.notStarted(command, String.valueOf(e.getMessage()));
        }
        String output = redactor.redact(both.toString());
        Duration duration = Duration.ofNanos(System.nanoTime() - started);
        CommandResult result = new CommandResult(exitCode, stdout.toString(), stdout.cut(), output, duration);
        if (exitCode == Executor.INVALID_EXITVALUE) {
            watchdog.endTree();
            throw CommandTimedOutException.atShutdown(command, result);
        }
        if (watchdog.timedOut()) {
            throw new CommandTimedOutException(command, result);
        }
        if (watchdog.cancelled()) {
            throw new CommandCancelledException(command, result);
        }
        return started(command, result);
    }

    /** setsid is what was started; it says of the program itself why it could not be. */
    private static CommandResult started(Command command, CommandResult result) {
        boolean refused = result.exitCode() == NOT_EXECUTABLE || result.exitCode() == NOT_FOUND;
        if (refused && result.output().startsWith("setsid: ")) {
            throw CommandFailedException.notStarted(
                    command, result.output().strip().replaceFirst("(?s).*: ", ""));
        }
        return result;
    }

    private static DefaultExecutor executor(Command command, Pumps pumps, TreeWatchdog watchdog) {
        DefaultExecutor executor = DefaultExecutor.builder()
                .setWorkingDirectory(command.directory().toFile())
                .get();
        executor.setStreamHandler(pumps);
        executor.setWatchdog(watchdog);
        executor.setExitValues(null);
        return executor;
    }

    private static CommandLine line(Command command) {
        CommandLine line = new CommandLine("setsid");
        command.argv().forEach(argument -> line.addArgument(argument, false));
        return line;
    }

    private static Map<String, String> environment(Command command, CommandScope marked) {
        Map<String, String> environment = new LinkedHashMap<>(System.getenv());
        environment.keySet().retainAll(INHERITED);
        environment.putAll(command.environment());
        environment.put(ProcessTree.MARKER, marked.marker());
        return environment;
    }
}
