package io.backout.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One directory of /proc. Processes end while we look, and those of other users are not ours to read: both read as empty. */
record Proc(Path path) {
    private static final Path ROOT = Path.of("/proc");

    static List<ProcessHandle> find(Predicate<Proc> wanted) {
        try (Stream<Path> entries = Files.list(ROOT)) {
            return entries.filter(path -> path.getFileName().toString().chars().allMatch(Character::isDigit))
                    .map(Proc::new)
                    .filter(Proc::lives)
                    .filter(wanted)
                    .flatMap(process -> ProcessHandle.of(process.id()).stream())
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("'/proc' could not be read; running commands cannot be found", e);
        }
    }

    long id() {
        return Long.parseLong(path.getFileName().toString());
    }

    String program() {
        return text("comm").strip();
    }

    Path directory() throws IOException {
        return path.resolve("cwd").toRealPath();
    }

    long session() {
        List<String> fields = status();
        return fields.size() > 3 ? Long.parseLong(fields.get(3)) : -1;
    }

    boolean hasInEnvironment(String name, String value) {
        return List.of(text("environ").split("\0")).contains(name + "=" + value);
    }

    /** A zombie has ended, and only waits for its parent to notice. */
    private boolean lives() {
        List<String> fields = status();
        return !fields.isEmpty() && !fields.get(0).equals("Z");
    }

    /** State, parent, group, session, …: what comes after the command's name, which may hold blanks and parentheses. */
    private List<String> status() {
        String stat = text("stat");
        return List.of(stat.substring(stat.lastIndexOf(')') + 1).strip().split(" "));
    }

    private String text(String file) {
        try {
            return new String(Files.readAllBytes(path.resolve(file)), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }
}
