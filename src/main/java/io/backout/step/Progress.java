package io.backout.step;

import io.backout.plan.Plans;
import io.backout.plan.Step;
import io.backout.record.Ledger;
import io.backout.record.Rollback;
import io.backout.record.StepRun;
import io.backout.record.StepRun.State;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** How far a rollback has come, at all its levels: whoever decides next must know in which state the target was left. */
@Component
class Progress {
    private final Ledger ledger;
    private final Plans plans;
    private final WayForward wayForward;

    Progress(Ledger ledger, Plans plans, WayForward wayForward) {
        this.ledger = ledger;
        this.plans = plans;
        this.wayForward = wayForward;
    }

    /** The steps of every level that succeeded or were skipped, and how to undo what was changed. */
    String done(Rollback rollback) {
        Map<Integer, Set<String>> ofLevels = ledger.of(rollback.id()).stream()
                .filter(run -> run.state().isDone())
                .collect(Collectors.groupingBy(
                        this::level,
                        LinkedHashMap::new,
                        Collectors.mapping(Progress::words, Collectors.toCollection(LinkedHashSet::new))));
        String done = ofLevels.entrySet().stream()
                // The only one needs no name.
                .map(level -> (ofLevels.size() == 1 ? "" : "at level %d ".formatted(level.getKey()))
                        + String.join(", ", level.getValue()))
                .collect(Collectors.joining("; "));
        return "done until then: " + (done.isEmpty() ? "nothing" : done) + wayForward.words(rollback);
    }

    private static String words(StepRun run) {
        return Step.named(run.step()).label() + (run.state() == State.SKIPPED ? " (skipped)" : "");
    }

    private int level(StepRun run) {
        return plans.require(run.planId()).plan().level();
    }
}
