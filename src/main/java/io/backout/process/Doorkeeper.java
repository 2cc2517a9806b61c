package io.backout.process;

import io.backout.process.DoorRule.Answer;
import io.backout.record.RollbackRecord;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.springframework.stereotype.Component;

/** Refuses what nobody may do from outside, and keeps on record who tried what, also where the engine refused it. */
@Component
final class Doorkeeper {
    private final CommandSubjects subjects;
    private final RollbackRecord record;

    Doorkeeper(CommandSubjects subjects, RollbackRecord record) {
        this.subjects = subjects;
        this.record = record;
    }

    <T> T receive(String user, Command<T> command, Supplier<T> work) {
        Optional<DoorRule> found = rule(command);
        if (found.isEmpty()) {
            return work.get();
        }
        DoorRule rule = found.get();
        // Before the work: what it deletes cannot be found any more.
        CommandSubjects.Subject subject = subjects.of(command);
        String act = rule.act(subject.task());
        String refusal = "'%s' may not %s; nothing was done".formatted(user, act);
        if (rule.answer() == Answer.REFUSED) {
            note(subject, user, "NOT_ALLOWED", refusal);
            // As the engine itself refuses, so that its REST says "forbidden" and not "error".
            throw new AuthorizationException(refusal + "\nHINT: " + rule.hint());
        }
        try {
            T result = work.get();
            if (rule.answer() == Answer.NOTED) {
                note(subject, user, "ASKED_ENGINE", "asked the engine to " + act);
            }
            return result;
        } catch (AuthorizationException e) {
            note(subject, user, "NOT_ALLOWED", refusal);
            throw e;
        }
    }

    /** The first one that fits. */
    private static Optional<DoorRule> rule(Command<?> command) {
        return Stream.concat(RefusedCommands.RULES.stream(), WatchedCommands.RULES.stream())
                .filter(rule -> rule.fits(command))
                .findFirst();
    }

    private void note(CommandSubjects.Subject subject, String user, String action, String sentence) {
        subject.rollbackIds().forEach(id -> record.note(id, user, action, sentence));
    }
}
