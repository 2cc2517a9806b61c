package io.backout.kill;

import io.backout.demo.Poll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A git that hangs while it checks files out, which is while it holds its index lock. */
final class SlowCheckout {
    /** git runs it through a shell, once for each file that it writes. */
    private static final String SMUDGE = "if mkdir '%1$s/smudging' 2> /dev/null; then sleep 600; fi; cat";

    private final Path repository;

    SlowCheckout(Path repository) {
        this.repository = repository;
    }

    void install() {
        try {
            Path git = repository.resolve(".git");
            Files.createDirectories(git.resolve("info"));
            Files.writeString(git.resolve("info/attributes"), "*.js filter=slow\n");
            Path script = Files.writeString(git.resolve("slow.sh"), SMUDGE.formatted(git));
            run("git", "config", "filter.slow.smudge", "sh '" + script + "'");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isReached() {
        return Files.exists(repository.resolve(".git/smudging"));
    }

    /** Kills git, not its filter: a filter that ends would let git go on. */
    void killGit() {
        ProcessHandle.allProcesses().filter(this::isGit).forEach(ProcessHandle::destroyForcibly);
        Poll.until(
                Duration.ofSeconds(10),
                () -> ProcessHandle.allProcesses().noneMatch(this::isGit),
                () -> "git does not end");
        if (!Files.exists(repository.resolve(".git/index.lock"))) {
            throw new IllegalStateException("git left no lock; nothing was proven");
        }
    }

    private boolean isGit(ProcessHandle process) {
        Path proc = Path.of("/proc", String.valueOf(process.pid()));
        try {
            String commandLine = Files.readString(proc.resolve("cmdline"));
            return commandLine.matches("(?s)(\\S*/)?git\0.*")
                    && Files.readSymbolicLink(proc.resolve("cwd")).equals(repository);
        } catch (IOException gone) {
            return false;
        }
    }

    private void run(String... argv) {
        try {
            Process process = new ProcessBuilder(List.of(argv))
                    .directory(repository.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(List.of(argv) + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
