package io.backout.kill;

import io.backout.plan.Step;
import io.backout.sample.Fault;
import io.backout.sample.SampleBackups;
import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What is rolled back: how the sample is broken, what the commander asks for, and which steps follow. */
enum Level {
    ONE("level 1", 1, Step.ofLevel(1)),
    /** The release before it has other ones. */
    ONE_WITH_DEPENDENCIES("level 1 with npm", 1, Step.ofLevel(1)),
    TWO("level 2", 2, Step.ofLevel(2)),
    /** Without "Stop writing": the commander lets the application serve. */
    THREE("level 3", 3, Step.ofLevel(3).stream().skip(1).toList()),
    UNDO("undo of level 3", 3, Step.ofUndo());

    private static final String BACKUP = "20261128_030000";
    private static final String RELEASE = "v1.3.0";
    private static final String DOWN = "prisma/migrations/20250821015630_add_shipment_file_field/down.sql";

    private final String words;
    private final int number;
    private final List<String> steps;

    Level(String words, int number, List<Step> steps) {
        this.words = words;
        this.number = number;
        this.steps = steps.stream().map(Step::id).toList();
    }

    List<String> steps() {
        return steps;
    }

    /** The rows are then those of one state, and of no other. */
    boolean bringsRowsBack() {
        return number == 3;
    }

    /** @return how the target must look when it is rolled back */
    Look breakIt(SampleTarget sample, Path backups) {
        SampleDatabase database = sample.database();
        switch (this) {
            case ONE -> {
                Look good = Look.at(sample);
                sample.breakWith(Fault.CRASHING);
                leaveWorkspace(sample);
                return good;
            }
            case ONE_WITH_DEPENDENCIES -> {
                Look good = Look.at(sample);
                sample.breakWith(Fault.NEW_DEPENDENCY);
                return good;
            }
            case TWO -> {
                Look good = Look.at(sample);
                sample.breakWith(Fault.WITH_MIGRATION);
                writeDown(sample);
                database.execute("INSERT INTO customers (id, name) VALUES (1, 'A')");
                return good;
            }
            case THREE -> {
                SampleBackups taking = new SampleBackups(sample, backups);
                taking.fill(500);
                taking.take(BACKUP);
                Look good = Look.at(sample);
                // An order can still be placed, which is verified when this comes back.
                database.execute(
                        "DELETE FROM payments WHERE id % 2 = 0; UPDATE orders SET total = 0; DROP TABLE shipments");
                return good;
            }
            default -> throw new IllegalStateException("undone is what was cut over");
        }
    }

    Map<String, ?> request() {
        return switch (this) {
            case ONE, ONE_WITH_DEPENDENCIES, TWO -> Map.of("level", number, "release", RELEASE);
            default -> Map.of("level", number, "backup", BACKUP, "release", RELEASE, "writing", "SERVE");
        };
    }

    /** What an earlier rollback may have left; only then does 'Prepare release' call git where nothing is to be prepared. */
    private static void leaveWorkspace(SampleTarget sample) {
        try {
            Files.createDirectories(sample.directory().resolve(".git/backout/RB-20260101-001"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two statements, of which the second waits where somebody reads the shipments; committed, so that no file differs. */
    private static void writeDown(SampleTarget sample) {
        try {
            Files.writeString(
                    sample.directory().resolve(DOWN),
                    "DROP TABLE `shipment_files`;\nALTER TABLE `shipments` DROP COLUMN `file_name`;\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sample.commitAll("Down");
    }

    @Override
    public String toString() {
        return words;
    }
}
