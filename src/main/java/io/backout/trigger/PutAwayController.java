package io.backout.trigger;

import io.backout.approval.Act;
import io.backout.approval.Duty;
import io.backout.approval.NotAllowedException;
import io.backout.approval.Person;
import io.backout.backup.PutAway;
import io.backout.plan.PutAwayData;
import io.backout.process.CleanUpService;
import io.backout.process.People;
import io.backout.record.BadInputException;
import io.backout.record.CleanUps;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import io.backout.target.Target;
import io.backout.target.Targets;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What cut-overs put away, over REST: listed, exported, and cleaned up once that is approved. */
@RestController
@RequestMapping("/api")
@Tag(name = "put-away data")
class PutAwayController {
    /** Rows are the company's data, which not everybody reads who may read a record. */
    private static final Set<Duty> READERS = Act.EXPORT.duties();

    private final Targets targets;
    private final PutAwayData data;
    private final CleanUpService service;
    private final People people;
    private final Books books;

    PutAwayController(Targets targets, PutAwayData data, CleanUpService service, People people, Books books) {
        this.targets = targets;
        this.data = data;
        this.service = service;
        this.people = people;
        this.books = books;
    }

    /** What is read and written. */
    @org.springframework.stereotype.Component("putAwayBooks")
    record Books(Rollbacks rollbacks, RollbackRecord record, CleanUps cleanUps) {}

    /** Why it is needed no more. */
    record CleanUpRequest(@Nullable String reason) {}

    /** The technical owner's answer: APPROVE, with the phrase that a request shows, or REFUSE. */
    record CleanUpAnswer(
            @Nullable String decision,
            @Nullable String confirmation,
            @Nullable String comment) {}

    @GetMapping("/targets/{id}/put-aways")
    @Operation(
            summary = "What cut-overs of the target and their undoing put away, the newest first; rows are estimates")
    List<PutAwayView> list(@PathVariable String id, @AuthenticationPrincipal Person person) {
        NotAllowedException.requireAnyDuty(person, "list put-away data");
        Target target = targets.require(id);
        return data.of(target).stream()
                .map(putAway -> PutAwayView.of(putAway, data.keptUntil(id, putAway)))
                .toList();
    }

    @GetMapping("/rollbacks/{id}/put-away")
    @Operation(summary = "What this rollback's cut-over put away, with its tables, and the clean-ups asked for")
    PutAwayView.WithTables one(@PathVariable String id, @AuthenticationPrincipal Person person) {
        NotAllowedException.requireAnyDuty(person, "read put-away data");
        Rollback rollback = books.rollbacks().require(id);
        PutAway putAway = require(rollback);
        return new PutAwayView.WithTables(
                PutAwayView.of(putAway, data.keptUntil(rollback.target(), putAway)),
                data.tables(rollback, putAway),
                cleanUps(id));
    }

    @GetMapping("/rollbacks/{id}/put-away/{table}")
    @Operation(
            summary = "The rows of one table as text/csv; with missing=true those that are not in the live table now")
    void rows(
            @PathVariable String id,
            @PathVariable String table,
            @RequestParam(defaultValue = "false") boolean missing,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response)
            throws IOException {
        Rollback rollback = books.rollbacks().require(id);
        if (READERS.stream().noneMatch(person::holds)) {
            people.requireDuty(id, person, Duty.DBA, "export put-away rows of " + id);
        }
        PutAway putAway = require(rollback);
        List<String> tables = List.copyOf(data.tables(rollback, putAway).keySet());
        if (!tables.contains(table)) {
            throw new BadInputException(
                    "'%s' has no table '%s'; nothing was exported".formatted(putAway.schema(), table),
                    "choose one of %s.".formatted(String.join(", ", tables)));
        }
        // Before the first row leaves, so that no export goes unseen, however it ends.
        books.record()
                .note(
                        id,
                        person.id(),
                        "EXPORTED",
                        "exports %s of table '%s' of '%s'"
                                .formatted(missing ? "the rows missing in live" : "all rows", table, putAway.schema()));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("%s.%s.csv".formatted(putAway.schema(), table), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        export(rollback, putAway, table, missing, response);
    }

    private void export(Rollback rollback, PutAway putAway, String table, boolean missing, HttpServletResponse response)
            throws IOException {
        try {
            data.export(rollback, putAway, table, missing, response.getOutputStream());
        } catch (RuntimeException e) {
            if (!response.isCommitted()) {
                throw e;
            }
            // An error's text behind half of the rows would look like a row: the connection breaks instead.
            throw new IOException("the export of '%s' ended before its last row".formatted(table), e);
        }
    }

    @PostMapping("/rollbacks/{id}/put-away/clean-up")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Ask the technical owner to let it be dropped, when it need not be kept any longer")
    List<PutAwayView.CleanUpView> cleanUp(
            @PathVariable String id, @RequestBody CleanUpRequest request, @AuthenticationPrincipal Person person) {
        service.request(id, person, Objects.requireNonNullElse(request.reason(), ""));
        return cleanUps(id);
    }

    @PostMapping("/rollbacks/{id}/put-away/clean-up/approval")
    @Operation(summary = "Approve or refuse the clean-up asked for last")
    List<PutAwayView.CleanUpView> answer(
            @PathVariable String id, @RequestBody CleanUpAnswer answer, @AuthenticationPrincipal Person person) {
        service.answer(
                id,
                person,
                Map.of(
                        "answer", Objects.requireNonNullElse(answer.decision(), ""),
                        "confirmation", Objects.requireNonNullElse(answer.confirmation(), ""),
                        "comment", Objects.requireNonNullElse(answer.comment(), "")));
        return cleanUps(id);
    }

    private PutAway require(Rollback rollback) {
        return data.find(rollback)
                .orElseThrow(() -> new BadInputException(
                        "nothing that %s put away is there".formatted(rollback.id()),
                        "'GET /api/targets/%s/put-aways' lists what is there.".formatted(rollback.target())));
    }

    private List<PutAwayView.CleanUpView> cleanUps(String rollbackId) {
        return books.cleanUps().of(rollbackId).stream()
                .map(PutAwayView.CleanUpView::of)
                .toList();
    }
}
