package io.backout.tool;

import io.backout.command.Command;
import io.backout.command.CommandRunner;
import io.backout.command.CommandScope;
import io.backout.command.ProcessRunner;
import io.backout.command.Redactor;
import io.backout.target.Target;
import io.backout.target.TestTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real git repository in a temporary directory. */
public record TestRepository(Path directory) {
    private static final Map<String, String> AUTHOR = Map.of(
            "GIT_AUTHOR_NAME", "Li Lei",
            "GIT_AUTHOR_EMAIL", "li.lei@example.org",
            "GIT_COMMITTER_NAME", "Li Lei",
            "GIT_COMMITTER_EMAIL", "li.lei@example.org");

    public static TestRepository in(Path directory) {
        try {
            TestRepository repository = new TestRepository(directory.toRealPath());
            repository.git("init", "--quiet", "--initial-branch=main");
            return repository;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static CommandRunner runner() {
        return new ProcessRunner(CommandScope.READING, new Redactor(List.of()));
    }

    public Target target() {
        return TestTarget.in(directory).target();
    }

    public Git git() {
        return new Git(target(), runner());
    }

    public TestRepository write(String file, String text) {
        try {
            Path path = directory.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits everything, and returns the commit's id. */
    public String commit(String message) {
        git("add", "--all");
        git("commit", "--quiet", "--allow-empty", "--allow-empty-message", "-m", message);
        return git("rev-parse", "HEAD").strip();
    }

    public String git(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("git"));
        argv.addAll(List.of(arguments));
        return runner().read(new Command(argv, directory, AUTHOR, Duration.ofSeconds(60)));
    }
}
