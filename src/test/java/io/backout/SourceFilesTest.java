package io.backout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Small files: a class that grows is split by phase or by verb. */
class SourceFilesTest {
    private static final int LONGEST = 250;
    private static final int NINE_IN_TEN = 110;
    /** 50 was held until every step had its own task, briefing and rules; splitting further hides more than it shows. */
    private static final int MEDIAN = 55;

    /** They name where code was put, not what it does. */
    private static final String DRAWERS = ".*(Impl|Utils?|Helpers?|Manager|Common|Misc)\\.java";

    @Test
    void noFileIsLongerThan250LinesAndMostAreShort() {
        Map<String, Integer> lengths = new TreeMap<>();
        mainFiles()
                .forEach(file ->
                        lengths.put(file.getFileName().toString(), lines(file).size()));
        assertThat(lengths)
                .allSatisfy((file, length) -> assertThat(length).as(file).isLessThanOrEqualTo(LONGEST));

        List<Integer> sorted = lengths.values().stream().sorted().toList();
        assertThat(sorted.get(sorted.size() / 2)).as("median").isLessThanOrEqualTo(MEDIAN);
        assertThat(lengths.values().stream()
                                .filter(length -> length > NINE_IN_TEN)
                                .count()
                        * 10)
                .as("files of more than %d lines, times ten: %s", NINE_IN_TEN, longerThan(NINE_IN_TEN, lengths))
                .isLessThanOrEqualTo(lengths.size());
    }

    @Test
    void noFileIsADrawer() {
        assertThat(mainFiles().map(file -> file.getFileName().toString()))
                .isNotEmpty()
                .noneMatch(name -> name.matches(DRAWERS));
    }

    @Test
    void noFileUsesLombok() {
        assertThat(mainFiles())
                .allSatisfy(
                        file -> assertThat(lines(file)).as(file.toString()).noneMatch(line -> line.contains("lombok")));
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        assertThat(mainFiles().map(Path::getParent).distinct().filter(directory -> !directory.endsWith("backout")))
                .hasSizeGreaterThan(5)
                .allSatisfy(directory -> assertThat(lines(directory.resolve("package-info.java")))
                        .anyMatch(line -> line.startsWith("/** "))
                        .contains("@NullMarked"));
    }

    private static Map<String, Integer> longerThan(int limit, Map<String, Integer> lengths) {
        Map<String, Integer> longer = new TreeMap<>(lengths);
        longer.values().removeIf(length -> length <= limit);
        return longer;
    }

    private static Stream<Path> mainFiles() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream()
                    .filter(file -> !file.endsWith("package-info.java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
