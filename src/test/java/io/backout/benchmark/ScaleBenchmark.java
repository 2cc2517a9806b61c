package io.backout.benchmark;

import io.backout.benchmark.Contender.Round;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * Rollbacks of level 1 whose commands do nothing, in Backout and in its engine alone with the same diagrams, in turn, in
 * one process: what Backout adds to a step, and whether a long history makes it slower.
 */
public final class ScaleBenchmark {
    private static final PrintStream OUT = System.out;
    private static final String DATABASE = System.getProperty("benchmark.database", "h2");
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 3);
    private static final int ROLLBACKS = Integer.getInteger("benchmark.rollbacks", 1_000);
    private static final int HISTORY = Integer.getInteger("benchmark.history", 10_000);
    /** One after another, because one alone is over in no time. */
    private static final int SINGLE = 30;

    /** Service tasks and decision tables of one rollback. */
    private static final int STEPS = 11;

    private static final int FEW = 100;

    private final Contender backout;
    private final Contender bare;

    private ScaleBenchmark(Contender backout, Contender bare) {
        this.backout = backout;
        this.bare = bare;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Path.of("target", "benchmark", "scale").toAbsolutePath();
        deleteTree(directory);
        Files.createDirectories(directory);
        try (EngineDatabases databases = new EngineDatabases(DATABASE, directory);
                Contender backout = Contender.backout(directory, databases.create("backout"), ROLLBACKS);
                Contender bare = Contender.bare(directory, databases.create("bare"))) {
            new ScaleBenchmark(backout, bare).run();
        }
        deleteTree(directory);
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException {
        for (int round = 0; round < 2; round++) {
            backout.run(Math.min(ROLLBACKS, FEW));
            bare.run(Math.min(ROLLBACKS, FEW));
        }
        OUT.printf(
                "%n%s, %d processors, load of this machine %s%n",
                DATABASE,
                Runtime.getRuntime().availableProcessors(),
                Files.readString(Path.of("/proc/loadavg")).strip());
        List<Double> before = measure("with an empty history");
        for (int ended = 0; ended < HISTORY; ended += ROLLBACKS) {
            backout.run(ROLLBACKS);
        }
        if (HISTORY > 0) {
            List<Double> after = measure("after %,d rollbacks".formatted(HISTORY));
            OUT.printf("Backout with that history, times as long for a step:");
            for (int i = 0; i < after.size(); i++) {
                OUT.printf("   %.2f", after.get(i) / before.get(i));
            }
            OUT.println();
        }
    }

    /** @return Backout's milliseconds for a step with one rollback, a few and many at once */
    private List<Double> measure(String when) throws InterruptedException {
        OUT.printf("%n%-26s Backout                         engine alone                    ratio%n", when);
        return List.of(compare(1, SINGLE), compare(Math.min(FEW, ROLLBACKS), 1), compare(ROLLBACKS, 1));
    }

    private double compare(int atOnce, int times) throws InterruptedException {
        Figures ours = new Figures();
        Figures engines = new Figures();
        Figures reports = new Figures();
        for (int round = 0; round < ROUNDS; round++) {
            double reported = 0;
            double ended = 0;
            double bareEnded = 0;
            for (int time = 0; time < times; time++) {
                Round run = backout.run(atOnce);
                reported += run.reports();
                ended += run.steps();
                bareEnded += bare.run(atOnce).steps();
            }
            backout.requireAllRolledBack(atOnce * times);
            reports.add(reported);
            ours.add(ended);
            engines.add(bareEnded);
        }
        int steps = atOnce * times * STEPS;
        OUT.printf(
                "%,6d at once          %s   %s   %3.0f %%   (%.1f ms to report one)%n",
                atOnce,
                text(ours, steps),
                text(engines, steps),
                100 * engines.median() / ours.median(),
                1e3 * reports.median() / (atOnce * times));
        return 1e3 * ours.median() / steps;
    }

    private static String text(Figures seconds, int steps) {
        return "%6.0f steps/s, %6.2f ms each".formatted(steps / seconds.median(), 1e3 * seconds.median() / steps);
    }

    private static void deleteTree(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
