package io.backout.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of every fault since the last {@code mvn clean}, as docs/reliability.md shows it. */
final class FaultTable {
    /** One line for each fault, so that suites that run one after the other come into one table. */
    private static final Path LOG = Path.of("target", "faults.log");

    private static final Path TABLE = Path.of("target", "faults.md");

    private FaultTable() {}

    static void add(String rollback, Fault fault, String result) {
        String row =
                "| %s | %s | %s: %s | %s |%n".formatted(rollback, fault.step(), fault.where(), fault.strike(), result);
        try {
            Files.writeString(LOG, row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write() {
        try {
            if (!Files.exists(LOG)) {
                return;
            }
            Map<String, Long> counts = Files.readAllLines(LOG).stream()
                    .collect(Collectors.groupingBy(row -> row, TreeMap::new, Collectors.counting()));
            String rows = counts.entrySet().stream()
                    .map(row -> "%s %d |".formatted(row.getKey(), row.getValue()))
                    .collect(Collectors.joining("\n"));
            Files.writeString(
                    TABLE,
                    "%d faults%n%n| rollback | step | fault | result | times |%n|---|---|---|---|---|%n%s%n"
                            .formatted(
                                    counts.values().stream()
                                            .mapToLong(Long::longValue)
                                            .sum(),
                                    rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
