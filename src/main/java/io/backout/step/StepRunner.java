package io.backout.step;

import io.backout.command.CommandCancelledException;
import io.backout.command.CommandScope;
import io.backout.command.CommandTimedOutException;
import io.backout.plan.Step;
import io.backout.plan.Step.Kind;
import io.backout.process.Heartbeat;
import io.backout.process.Node;
import io.backout.process.Variables;
import io.backout.record.Ledger;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import io.backout.record.StepRun;
import io.backout.record.StepRun.State;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Runs a step under the rules of the ledger: never twice at once, and a ONCE step never again without a probe. */
@Component
class StepRunner {
    /** Answers after which a person decides. */
    private static final List<String> NOT_GOOD_ENOUGH =
            List.of(Variables.VERIFIED, Variables.PREPARED, Variables.LOSS_WITHIN_BOUND);

    private static final String CUT_SHORT = "ended early, because node '%s' stops; it runs again";

    private final Heartbeat heartbeat;
    private final Node node;
    private final StepGuard guard;
    private final StepContexts contexts;
    private final InterruptedSteps interruptedSteps;
    private final Books books;

    StepRunner(
            Heartbeat heartbeat,
            Node node,
            StepGuard guard,
            StepContexts contexts,
            InterruptedSteps interruptedSteps,
            Books books) {
        this.heartbeat = heartbeat;
        this.node = node;
        this.guard = guard;
        this.contexts = contexts;
        this.interruptedSteps = interruptedSteps;
        this.books = books;
    }

    /** What is written down about a step. */
    @Component
    record Books(
            Ledger ledger, Rollbacks rollbacks, RollbackRecord record, WayForward wayForward, FollowedSteps followed) {}

    void run(StepDelegate delegate, DelegateExecution execution) {
        heartbeat.during(execution, () -> {
            Rollback rollback = books.rollbacks().require(Variables.rollbackId(execution));
            guard.requireOwn(rollback, delegate.step(), Variables.rootInstance(execution));
            StepResult result = books.followed().during(rollback, delegate.step(), () -> result(delegate, rollback));
            if (NOT_GOOD_ENOUGH.stream()
                    .anyMatch(answer -> Boolean.FALSE.equals(result.answers().get(answer)))) {
                // Whoever is asked next must see why, and what is stopped meanwhile.
                String left = Boolean.FALSE.equals(result.answers().get(Variables.PREPARED))
                        ? books.wayForward().words(rollback)
                        : "";
                books.rollbacks().say(rollback.id(), result.headline() + left);
            }
            Variables.answer(execution, result.answers());
        });
    }

    private StepResult result(StepDelegate delegate, Rollback rollback) {
        Step step = delegate.step();
        guard.requirePlan(rollback, step);
        StepContext looking = contexts.looking(rollback);
        String planId = looking.plan().id();
        try (FileChannel lock = TargetLocks.take(looking.tools().git())) {
            Optional<StepRun> last = settle(delegate, looking);
            if (last.filter(run -> run.state().isDone()).isPresent()) {
                // The step is done; only the engine's commit was lost, and perhaps what the record should say of it.
                if (last.get().state() == State.SUCCEEDED) {
                    note(
                            rollback,
                            step,
                            "is done and was not run again",
                            last.get().message());
                }
                return new StepResult(last.get().message(), last.get().answers());
            }
            if (rollback.command().isPresent() && mayBeLeft(delegate, looking, last)) {
                guard.requireUninterrupted(rollback, step, "before");
            }
            guard.requireSigned(looking, step);
            if (step.mutating()) {
                guard.requireNoDrift(looking, step, () -> mayBeLeft(delegate, looking, last));
            }
            heartbeat.requireBeating();
            int attempt = last.map(StepRun::attempt).orElse(0) + 1;
            last.ifPresent(was -> note(
                    rollback,
                    step,
                    "is tried again",
                    "attempt %d %s; %s".formatted(was.attempt(), was.state(), was.message())));
            StepRun run = books.ledger().start(rollback.id(), planId, step.id(), attempt, node.incarnation());
            return perform(delegate, run, looking);
        } catch (IOException e) {
            throw new IllegalStateException("the target's lock could not be released", e);
        }
    }

    /** A half-done ONCE step is first brought to its end: left in its middle, it would leave no way back. */
    private static boolean mayBeLeft(StepDelegate delegate, StepContext looking, Optional<StepRun> last) {
        if (last.isEmpty()) {
            return true;
        }
        if (delegate.kind() == Kind.ONCE && delegate.probe(looking) == Probe.HAPPENED_IN_PART) {
            return false;
        }
        delegate.abandon(looking);
        return true;
    }

    /** Where nobody will ever know, a person's request is the way out. */
    private Optional<StepRun> settle(StepDelegate delegate, StepContext looking) {
        try {
            return interruptedSteps.settle(delegate, looking);
        } catch (UnknownOutcomeException e) {
            guard.requireUninterrupted(
                    books.rollbacks().require(looking.rollback().id()), delegate.step(), "before");
            throw e;
        }
    }

    private StepResult perform(StepDelegate delegate, StepRun run, StepContext looking) {
        Step step = delegate.step();
        Rollback rollback = looking.rollback();
        interruptedSteps.running(run.id());
        // A ONCE step is waited for; everything else ends as soon as a person asks.
        CommandScope scope =
                new CommandScope(run.id(), () -> delegate.kind() != Kind.ONCE && contexts.interrupted(rollback.id()));
        StepContexts.Working working = contexts.working(looking, scope);
        StepResult result;
        try {
            result = delegate.perform(working.context());
        } catch (CommandCancelledException | StepCutShortException e) {
            if (node.stopping()) {
                books.ledger()
                        .end(run.id(), State.FAILED, CUT_SHORT.formatted(node.name()), working.output(), Map.of());
                throw e;
            }
            books.ledger().end(run.id(), State.FAILED, working.redacted(e), working.output(), Map.of());
            Rollback now = books.rollbacks().require(rollback.id());
            guard.requireUninterrupted(now, step, "in");
            throw e;
        } catch (CommandTimedOutException e) {
            State state = delegate.kind() == Kind.READ ? State.FAILED : State.UNKNOWN;
            end(
                    run,
                    step,
                    state,
                    new Ending("has an unknown outcome", working.redacted(e), working.output(), Map.of()));
            throw state == State.UNKNOWN
                    ? StepFailedException.unknown(step, working.redacted(e))
                    : StepFailedException.failed(step, working.redacted(e));
        } catch (RuntimeException e) {
            end(run, step, State.FAILED, new Ending("failed", working.redacted(e), working.output(), Map.of()));
            throw StepFailedException.failed(step, working.redacted(e));
        } finally {
            interruptedSteps.ended(run.id());
        }
        end(run, step, State.SUCCEEDED, new Ending("succeeded", result.message(), working.output(), result.answers()));
        if (run.attempt() > 1) {
            interruptedSteps.askNoMore(rollback);
        }
        return result;
    }

    /** What is written down of an attempt's end. */
    private record Ending(String outcome, String message, String output, Map<String, Object> answers) {}

    private void end(StepRun run, Step step, State state, Ending ending) {
        try {
            books.ledger()
                    .endOnRecord(
                            run,
                            state,
                            ending.message(),
                            ending.output(),
                            ending.answers(),
                            sentence(step, ending.outcome(), ending.message()));
        } catch (RuntimeException e) {
            // What happened stays happened, whether or not the record takes the sentence.
            books.ledger().end(run.id(), state, ending.message(), ending.output(), ending.answers());
            throw e;
        }
    }

    private void note(Rollback rollback, Step step, String outcome, String message) {
        books.record().note(rollback.id(), RollbackRecord.BACKOUT, "STEP", sentence(step, outcome, message));
    }

    private static String sentence(Step step, String outcome, String message) {
        return "step '%s' %s: %s".formatted(step.label(), outcome, message);
    }
}
