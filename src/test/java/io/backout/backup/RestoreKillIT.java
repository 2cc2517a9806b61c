package io.backout.backup;

import static io.backout.backup.AsideBench.SHADOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.backout.sample.SampleDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the loader and of the server at any moment: what is whole stays, the rest is loaded again, live is as it was. */
class RestoreKillIT {
    private static final int KILLS = Integer.getInteger("kills", 8);
    /** About what the whole restore takes on a quiet machine. */
    private static final int LATEST_MILLIS = 900;

    @TempDir
    Path directory;

    private final Random random = new Random(20261123);

    @Test
    void goesOnToTheSameTables() throws IOException, InterruptedException {
        try (AsideBench bench = AsideBench.start(directory)) {
            SampleDatabase database = bench.database();
            database.execute("SET GLOBAL max_allowed_packet = 67108864");
            EveryKind.create(database);
            database.execute(
                    "CREATE TABLE many (id INT AUTO_INCREMENT PRIMARY KEY, a VARCHAR(64), b INT, KEY (a), KEY (b));"
                            + " INSERT INTO many (a, b) SELECT SHA1(seq), seq FROM seq_1_to_300000");
            Path file = bench.dump();
            Map<String, String> live = bench.tables(database.name());
            int struck = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                struck += killOne(bench, file, kill % 3 == 2) ? 1 : 0;
                assertThat(bench.names(database.name())).containsExactlyInAnyOrderElementsOf(live.keySet());
            }
            assertThat(struck).as("restores that were killed before their end").isPositive();

            bench.aside(file).restore(bench.settings());

            assertThat(withoutNextNumber(bench.tables(SHADOW))).isEqualTo(withoutNextNumber(live));
            assertThat(withoutNextNumber(bench.tables(database.name()))).isEqualTo(withoutNextNumber(live));
        }
    }

    /** MariaDB counts from the last row when it starts again, in live as in the shadow; the cut-over sets the dump's. */
    private static Map<String, String> withoutNextNumber(Map<String, String> tables) {
        Map<String, String> without = new java.util.TreeMap<>(tables);
        without.replaceAll((name, table) -> table.replaceFirst(" AUTO_INCREMENT=\\d+", ""));
        return without;
    }

    /** @return whether it was killed before its end */
    private boolean killOne(AsideBench bench, Path file, boolean server) throws IOException, InterruptedException {
        Process restore = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RestoreProcess.class.getName(),
                        directory.toString(),
                        bench.database().url(),
                        bench.database().dbaUser(),
                        file.toString())
                .redirectError(directory.resolve("restore.log").toFile())
                .start();
        try (BufferedReader out = restore.inputReader()) {
            String line = out.readLine();
            while (line != null && !line.equals(RestoreProcess.BEGINS)) {
                line = out.readLine();
            }
            assertThat(line).isEqualTo(RestoreProcess.BEGINS);
            boolean ended = restore.waitFor(random.nextInt(LATEST_MILLIS), TimeUnit.MILLISECONDS);
            if (server) {
                bench.database().kill();
            } else {
                restore.destroyForcibly();
            }
            restore.waitFor();
            bench.database().start();
            return !ended;
        }
    }
}
