package io.backout.plan;

import io.backout.record.Rollback;
import io.backout.record.Rollbacks;
import io.backout.target.Target;
import io.backout.tool.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks at every precondition of every level, at any time, and changes nothing. */
@Component
public class TargetCheck {
    private final EvidenceCollector collector;
    private final Tools.Factory tools;
    private final Rollbacks rollbacks;
    private final DatabasePlans databasePlans;

    public TargetCheck(
            EvidenceCollector collector, Tools.Factory tools, Rollbacks rollbacks, DatabasePlans databasePlans) {
        this.databasePlans = databasePlans;
        this.collector = collector;
        this.tools = tools;
        this.rollbacks = rollbacks;
    }

    /** @param ready every finding holds */
    public record LevelCheck(int level, boolean ready, List<Finding> findings) {
        static LevelCheck of(int level, List<Finding> findings) {
            return new LevelCheck(level, findings.stream().allMatch(Finding::holds), findings);
        }
    }

    /** @param release to go back to; empty = the preselected one */
    public List<LevelCheck> look(Target target, Optional<String> release) {
        Tools reading = tools.reading(target);
        Evidence evidence = collector.gather(target, reading);
        List<Finding> findings = new ArrayList<>(List.of(free(target)));
        List<Finding> machine = MachinePreconditions.look(target, reading, evidence);
        findings.addAll(machine);
        List<Finding> migration = new ArrayList<>(findings);
        List<Finding> database = new ArrayList<>(findings);
        if (machine.stream().allMatch(Finding::holds)) {
            findings.addAll(level(1, target, reading, evidence, release));
            migration.addAll(level(2, target, reading, evidence, release));
            database.addAll(databasePlans.check(reading, release));
        }
        return List.of(LevelCheck.of(1, findings), LevelCheck.of(2, migration), LevelCheck.of(3, database));
    }

    private static List<Finding> level(
            int level, Target target, Tools reading, Evidence evidence, Optional<String> release) {
        ReleaseChoice choice = ReleaseChoice.of(level, release, evidence, reading.git());
        if (choice.refusal().isPresent()) {
            return List.of(choice.refusal().get());
        }
        List<Finding> findings =
                new ArrayList<>(ReleasePreconditions.look(target, reading, evidence, choice.commit(), false));
        findings.addAll(
                level == 1
                        ? new HistoryPreconditions(reading.git(), evidence, choice.commit()).levelOne()
                        : MigrationPreconditions.look(reading, evidence, choice.commit())
                                .findings());
        return findings;
    }

    private Finding free(Target target) {
        Optional<Rollback> active = rollbacks.findActive(target.id());
        return Finding.of(
                "nobody else is rolling back",
                active.isEmpty(),
                active.map(rollback -> "%s is active since %s".formatted(rollback.id(), rollback.reportedAt()))
                        .orElse(""),
                "wait for it, or ask its incident commander to stop it.");
    }
}
