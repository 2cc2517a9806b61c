package io.backout.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The application's processes under a pm2 of their own. */
final class SampleProcesses {

    /** Banner lines can come before the list: the last line that is an array is the list. */
    private static final String READ_LIST = """
            const lines = require('fs').readFileSync(0, 'utf8').trim().split('\\n');
            const list = lines.reverse().find((line) => line.startsWith('[{') || line === '[]');
            for (const p of JSON.parse(list)) console.log(p.name + '=' + p.pm2_env.status);
            """;

    private final Path directory;
    private final ShellCommand command;

    SampleProcesses(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.command = ShellCommand.in(directory).with(environment);
    }

    void start() {
        command.run("pm2", "start", "ecosystem.config.js");
    }

    /** Starts what does not run, and restarts what does. */
    void restart() {
        command.run("pm2", "startOrRestart", "ecosystem.config.js");
    }

    void delete() {
        // Fails where pm2 has no process, which is as good.
        command.attempt("pm2", "delete", "all");
        endSurvivors();
    }

    void end() {
        command.attempt("pm2", "kill");
        endSurvivors();
    }

    /** Name and status as pm2 has them, such as "easy-erp" and "online". */
    Map<String, String> list() {
        Map<String, String> statuses = new LinkedHashMap<>();
        command.run("sh", "-c", "pm2 jlist | node -e \"$0\"", READ_LIST)
                .lines()
                .map(line -> line.split("="))
                .forEach(pair -> statuses.put(pair[0], pair[1]));
        return statuses;
    }

    /** Processes that work in the application's directory, whoever started them; pm2 may have forgotten its own. */
    List<ProcessHandle> running() {
        return ProcessHandle.allProcesses().filter(this::isOurs).toList();
    }

    private void endSurvivors() {
        running().forEach(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }

    private boolean isOurs(ProcessHandle process) {
        try {
            Path workingDirectory = Files.readSymbolicLink(Path.of("/proc", String.valueOf(process.pid()), "cwd"));
            return workingDirectory.startsWith(directory);
        } catch (IOException e) {
            return false; // it ended meanwhile, or is another user's
        }
    }
}
