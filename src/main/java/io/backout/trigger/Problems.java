package io.backout.trigger;

import io.backout.approval.NotAllowedException;
import io.backout.command.CommandFailedException;
import io.backout.record.ActiveRollbackException;
import io.backout.record.BadInputException;
import io.backout.record.UnknownRollbackException;
import io.backout.target.UnknownTargetException;
import io.backout.tool.ToolException;
import java.net.URI;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Errors as problem details (RFC 9457): a stable type, one sentence of fact, and the way out. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE) // or Spring's own words come first
class Problems {
    private static final String HINT = "\nHINT: ";

    @ExceptionHandler
    ProblemDetail unknownTarget(UnknownTargetException e) {
        return problem(HttpStatus.NOT_FOUND, "unknown-target", e);
    }

    @ExceptionHandler
    ProblemDetail unknownRollback(UnknownRollbackException e) {
        return problem(HttpStatus.NOT_FOUND, "unknown-rollback", e);
    }

    @ExceptionHandler
    ProblemDetail active(ActiveRollbackException e) {
        ProblemDetail problem = problem(HttpStatus.CONFLICT, "rollback-active", e);
        problem.setProperty("rollback", e.rollbackId());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail badInput(BadInputException e) {
        return problem(HttpStatus.BAD_REQUEST, "bad-input", e);
    }

    @ExceptionHandler
    ProblemDetail notAllowed(NotAllowedException e) {
        return problem(HttpStatus.FORBIDDEN, "not-allowed", e);
    }

    @ExceptionHandler
    ProblemDetail tool(ToolException e) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, "target-not-usable", e);
    }

    @ExceptionHandler
    ProblemDetail command(CommandFailedException e) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, "target-not-usable", e);
    }

    /** Backout's own: what fails between Backout and a target's database is a {@link ToolException}. */
    @ExceptionHandler({
        SQLTransientConnectionException.class,
        SQLNonTransientConnectionException.class,
        SQLRecoverableException.class
    })
    ProblemDetail database() {
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "database-down",
                new BadInputException(
                        "Backout's own database does not answer, so nobody can say whether anything was done",
                        "start it; rollbacks go on by themselves then. Look at them before you ask for anything again."));
    }

    @ExceptionHandler
    ProblemDetail unreadable(HttpMessageNotReadableException e) {
        // The parser's own message quotes the request.
        return problem(
                HttpStatus.BAD_REQUEST,
                "unreadable-request",
                new BadInputException(
                        "the request's body is not the JSON that this address takes; nothing was done",
                        "'GET /v3/api-docs' describes it."));
    }

    private static ProblemDetail problem(HttpStatus status, String type, RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        int hint = message.indexOf(HINT);
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(status, hint < 0 ? message : message.substring(0, hint));
        problem.setType(URI.create("urn:backout:problem:" + type));
        if (hint >= 0) {
            problem.setProperty("hint", message.substring(hint + HINT.length()));
        }
        return problem;
    }
}
