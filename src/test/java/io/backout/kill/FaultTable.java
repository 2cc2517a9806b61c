package io.backout.kill;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of every fault since the last {@code mvn clean}, as docs/reliability.md shows it. */
final class FaultTable {
    /** One line for each fault, so that suites that run one after the other come into one table. */
    private static final Path LOG = Path.of("target", "faults.log");

    private static final Path TABLE = Path.of("target", "faults.md");
    private static final String BETWEEN = "\t";
    private static final int FEW = 2;

    private FaultTable() {}

    static void add(String rollback, Fault fault, String result) {
        String line = String.join(
                        BETWEEN,
                        "| %s | %s: %s | %s |".formatted(rollback, fault.where(), fault.strike(), result),
                        fault.step())
                + System.lineSeparator();
        try {
            Files.writeString(LOG, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write() {
        try {
            if (!Files.exists(LOG)) {
                return;
            }
            List<String[]> faults = Files.readAllLines(LOG).stream()
                    .map(line -> line.split(BETWEEN, 2))
                    .toList();
            Map<String, Map<String, Long>> stepsOfRows = faults.stream()
                    .collect(groupingBy(
                            fault -> fault[0], TreeMap::new, groupingBy(fault -> fault[1], TreeMap::new, counting())));
            String rows = stepsOfRows.entrySet().stream()
                    .map(row -> "%s %s |".formatted(row.getKey(), steps(row.getValue())))
                    .collect(joining("\n"));
            Files.writeString(
                    TABLE,
                    "%d faults%n%n| rollback | fault | result | in |%n|---|---|---|---|%n%s%n"
                            .formatted(faults.size(), rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String steps(Map<String, Long> times) {
        if (times.size() > FEW) {
            return "%d steps".formatted(times.size());
        }
        return times.entrySet().stream()
                .map(step -> step.getKey() + (step.getValue() > 1 ? " ×" + step.getValue() : ""))
                .collect(joining(", "));
    }
}
