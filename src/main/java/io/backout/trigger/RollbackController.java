package io.backout.trigger;

import io.backout.approval.NotAllowedException;
import io.backout.approval.Person;
import io.backout.backup.RunningRestores;
import io.backout.plan.Plans;
import io.backout.process.RollbackService;
import io.backout.process.RollbackStarts;
import io.backout.process.SkipService;
import io.backout.process.StuckJobs;
import io.backout.record.BadInputException;
import io.backout.record.CommandRequest.Kind;
import io.backout.record.Ledger;
import io.backout.record.RecordEntry;
import io.backout.record.Report;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Rollbacks over REST. */
@RestController
@RequestMapping("/api/rollbacks")
@Tag(name = "rollbacks")
class RollbackController {
    private static final int NEWEST = 100;

    private final RollbackStarts starts;
    private final RollbackService service;
    private final SkipService skips;
    private final StuckJobs stuckJobs;
    private final Books books;

    RollbackController(
            RollbackStarts starts, RollbackService service, SkipService skips, StuckJobs stuckJobs, Books books) {
        this.starts = starts;
        this.service = service;
        this.skips = skips;
        this.stuckJobs = stuckJobs;
        this.books = books;
    }

    /** What is read. */
    @org.springframework.stereotype.Component
    record Books(Rollbacks rollbacks, Ledger ledger, Plans plans, RollbackRecord record, RunningRestores restores) {}

    /** A commander's decision; level 0 closes without rollback. */
    record DecisionRequest(
            @Nullable Integer level,
            @Nullable String release,
            @Nullable String backup,
            @Nullable String writing,
            @Nullable String reason) {}

    /** A commander's wish to have a cut-over back. */
    record UndoRequest(@Nullable String reason) {}

    /** A commander's request: CLIMB or STOP. */
    record CommandBody(@Nullable String command, @Nullable String reason) {}

    /** An approver's answer: APPROVE or REFUSE, for exactly one plan. */
    record ApprovalRequest(
            @Nullable String duty,
            @Nullable String decision,
            @Nullable String planHash,
            @Nullable String comment,
            @Nullable String confirmation,
            @Nullable String businessImpact) {}

    /** An operator's answer: HAPPENED, DID_NOT_HAPPEN or STOP; SKIPPED or NOT_SKIPPED for a step that failed. */
    record OutcomeRequest(
            @Nullable String outcome, @Nullable String reason) {}

    @PostMapping
    @Operation(summary = "Report a problem; with a level, the caller has decided")
    ResponseEntity<RollbackView> report(@RequestBody ReportRequest request, @AuthenticationPrincipal Person person) {
        Report report = request.toReport();
        String id = starts.report(report, person);
        return ResponseEntity.created(URI.create("/api/rollbacks/" + id))
                .body(view(books.rollbacks().require(id)));
    }

    @GetMapping
    @Operation(summary = "The newest rollbacks, the newest first")
    List<RollbackView> newest(@AuthenticationPrincipal Person person) {
        NotAllowedException.requireAnyDuty(person, "read rollbacks");
        return books.rollbacks().newest(NEWEST).stream().map(this::view).toList();
    }

    @GetMapping("/{id}")
    @Operation(summary = "State, level, current step, and every step with its outcome and seconds")
    RollbackView one(@PathVariable String id, @AuthenticationPrincipal Person person) {
        NotAllowedException.requireAnyDuty(person, "read rollbacks");
        return view(books.rollbacks().require(id));
    }

    @PostMapping("/{id}/decision")
    @Operation(summary = "Decide for a level, or close with level 0")
    RollbackView decide(
            @PathVariable String id, @RequestBody DecisionRequest request, @AuthenticationPrincipal Person person) {
        Map<String, Object> form = new HashMap<>();
        form.put("level", request.level() == null ? "" : String.valueOf(request.level()));
        form.put("release", orEmpty(request.release()));
        form.put("releaseOfBackup", orEmpty(request.release()));
        form.put("backup", orEmpty(request.backup()));
        form.put("writing", orEmpty(request.writing()));
        form.put("reason", orEmpty(request.reason()));
        form.put("whyNotRepair", orEmpty(request.reason()));
        service.decide(id, person, form);
        return view(books.rollbacks().require(id));
    }

    @PostMapping("/{id}/undo")
    @Operation(
            summary = "Bring back what this rollback's cut-over put away: a rollback of its own, signed like level 3")
    ResponseEntity<RollbackView> undo(
            @PathVariable String id, @RequestBody UndoRequest request, @AuthenticationPrincipal Person person) {
        String undo = starts.undo(id, person, orEmpty(request.reason()));
        return ResponseEntity.created(URI.create("/api/rollbacks/" + undo))
                .body(view(books.rollbacks().require(undo)));
    }

    @GetMapping("/{id}/plan")
    @Operation(summary = "The plan drafted last, with its commands and its hash")
    PlanView plan(@PathVariable String id, @AuthenticationPrincipal Person person) {
        NotAllowedException.requireAnyDuty(person, "read plans");
        return books.rollbacks()
                .require(id)
                .planId()
                .flatMap(books.plans()::find)
                .map(stored -> PlanView.of(stored.plan()))
                .orElseThrow(() -> new BadInputException(id + " has no plan yet", "decide for a level first."));
    }

    @PostMapping("/{id}/approvals")
    @Operation(summary = "Sign or refuse exactly the plan of this hash, as one duty")
    RollbackView approve(
            @PathVariable String id, @RequestBody ApprovalRequest request, @AuthenticationPrincipal Person person) {
        Map<String, Object> answer = new HashMap<>();
        answer.put("answer", orEmpty(request.decision()));
        answer.put("planHash", orEmpty(request.planHash()));
        answer.put("comment", orEmpty(request.comment()));
        answer.put("confirmation", orEmpty(request.confirmation()));
        answer.put("businessImpact", orEmpty(request.businessImpact()));
        service.approve(id, person, orEmpty(request.duty()), answer);
        return view(books.rollbacks().require(id));
    }

    @PostMapping("/{id}/commands")
    @Operation(summary = "Ask to CLIMB to the next level or to STOP; honoured between steps")
    RollbackView command(
            @PathVariable String id, @RequestBody CommandBody request, @AuthenticationPrincipal Person person) {
        Kind kind = Arrays.stream(Kind.values())
                .filter(known -> known.name().equals(request.command()))
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "command '%s' does not exist; nothing was done".formatted(request.command()),
                        "choose CLIMB or STOP."));
        service.command(id, person, kind, orEmpty(request.reason()));
        return view(books.rollbacks().require(id));
    }

    @PostMapping("/{id}/steps/{step}/outcome")
    @Operation(
            summary = "Say what became of a step whose outcome is unknown; or skip one that failed:"
                    + " a second person's SKIPPED consents to it, or to HAPPENED, NOT_SKIPPED refuses it")
    RollbackView outcome(
            @PathVariable String id,
            @PathVariable String step,
            @RequestBody OutcomeRequest request,
            @AuthenticationPrincipal Person person) {
        String reason = orEmpty(request.reason());
        switch (orEmpty(request.outcome())) {
            case "SKIPPED" -> skips.skip(id, person, step, reason);
            case "NOT_SKIPPED" -> skips.refuse(id, person, step, reason);
            default -> service.clarify(id, person, step, orEmpty(request.outcome()), reason);
        }
        return view(books.rollbacks().require(id));
    }

    @GetMapping("/{id}/record")
    @Operation(summary = "Who did what, why and when: each entry is hashed together with the one before it")
    List<RecordEntry> record(@PathVariable String id, @AuthenticationPrincipal Person person) {
        NotAllowedException.requireAnyDuty(person, "read records");
        books.rollbacks().require(id);
        return books.record().of(id);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private RollbackView view(Rollback rollback) {
        String stuck = rollback.ended() ? "" : stuckJobs.message(rollback.id()).orElse("");
        return RollbackView.of(
                rollback,
                service.stateOf(rollback),
                stuck,
                books.ledger().of(rollback.id()),
                books.restores().progress(rollback.id()));
    }
}
