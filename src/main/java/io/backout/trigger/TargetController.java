package io.backout.trigger;

import io.backout.approval.NotAllowedException;
import io.backout.approval.Person;
import io.backout.plan.Evidence;
import io.backout.plan.EvidenceCollector;
import io.backout.plan.Planner;
import io.backout.plan.TargetCheck;
import io.backout.record.BadInputException;
import io.backout.record.Choice;
import io.backout.record.Rollbacks;
import io.backout.target.Target;
import io.backout.target.Targets;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Targets over REST; everything here only reads. */
@RestController
@RequestMapping("/api/targets/{id}")
@Tag(name = "targets")
class TargetController {
    private static final String DRY_RUN = "dry-run";

    private final Targets targets;
    private final EvidenceCollector collector;
    private final TargetCheck check;
    private final Planner planner;
    private final Rollbacks rollbacks;

    TargetController(
            Targets targets, EvidenceCollector collector, TargetCheck check, Planner planner, Rollbacks rollbacks) {
        this.targets = targets;
        this.collector = collector;
        this.check = check;
        this.planner = planner;
        this.rollbacks = rollbacks;
    }

    /** Whether deployments must wait. */
    record LockView(
            boolean locked,
            @Nullable String rollback,
            @Nullable Instant since,
            @Nullable String by) {}

    /** What to plan for. */
    record DryRunRequest(
            @Nullable Integer level,
            @Nullable String release,
            @Nullable String backup) {}

    @GetMapping("/evidence")
    @Operation(summary = "Facts probed now; starts nothing")
    Evidence evidence(@PathVariable String id, @AuthenticationPrincipal Person person) {
        NotAllowedException.requireAnyDuty(person, "read evidence");
        return collector.gather(targets.require(id));
    }

    @GetMapping("/check")
    @Operation(summary = "Every precondition of every level, with its remedy")
    List<TargetCheck.LevelCheck> check(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String release,
            @AuthenticationPrincipal Person person) {
        NotAllowedException.requireAnyDuty(person, "check targets");
        return check.look(targets.require(id), Optional.ofNullable(release));
    }

    @GetMapping("/lock")
    @Operation(summary = "Is the target being rolled back? For deployment pipelines")
    LockView lock(@PathVariable String id, @AuthenticationPrincipal Person person) {
        NotAllowedException.requireAnyDuty(person, "read locks");
        Target target = targets.require(id);
        return rollbacks
                .findActive(target.id())
                .map(active -> new LockView(true, active.id(), active.reportedAt(), active.reportedBy()))
                .orElseGet(() -> new LockView(false, null, null, null));
    }

    @PostMapping("/plans")
    @Operation(summary = "Dry run: the plan as it would be drafted now")
    PlanView plan(@PathVariable String id, @RequestBody DryRunRequest request, @AuthenticationPrincipal Person person) {
        NotAllowedException.requireAnyDuty(person, "plan");
        Target target = targets.require(id);
        int level = request.level() == null ? 0 : request.level();
        if (level < 1 || level > 3) {
            throw new BadInputException("level '%d' does not exist".formatted(level), "choose 1, 2 or 3.");
        }
        Optional<String> release = Optional.ofNullable(request.release());
        Choice choice = level == 3
                ? Choice.ofBackup(Optional.ofNullable(request.backup()), release, false)
                : Choice.ofLevel(level, release);
        return PlanView.of(planner.draft(target, choice, collector.gather(target), DRY_RUN));
    }
}
