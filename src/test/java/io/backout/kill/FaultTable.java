package io.backout.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of all faults of a run, as docs/reliability.md shows it. */
final class FaultTable {
    /** Of both suites, where both run. */
    private static final Map<String, Integer> COUNTS = new TreeMap<>();

    private FaultTable() {}

    static synchronized void add(Level level, Fault fault, String result) {
        COUNTS.merge(
                "| %s | %s | %s: %s | %%d | %s |".formatted(level, fault.step(), fault.where(), fault.strike(), result),
                1,
                Integer::sum);
    }

    static synchronized void write(Path file) {
        String rows = COUNTS.entrySet().stream()
                .map(row -> row.getKey().formatted(row.getValue()))
                .collect(Collectors.joining("\n"));
        int all = COUNTS.values().stream().mapToInt(Integer::intValue).sum();
        try {
            Files.writeString(
                    file,
                    "%d faults%n%n| level | step | fault | number | result |%n|---|---|---|---|---|%n%s%n"
                            .formatted(all, rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
