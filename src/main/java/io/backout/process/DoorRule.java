package io.backout.process;

import java.util.List;
import java.util.function.Predicate;
import org.camunda.bpm.engine.impl.interceptor.Command;

/**
 * What a person asks of the engine, and what happens then.
 *
 * @param words as they follow "may not"; "{task}" stands for the task
 * @param hint what to do instead; empty where it is not refused here
 */
record DoorRule(Answer answer, String words, String hint, List<Class<?>> commands, Predicate<Command<?>> only) {
    enum Answer {
        /** For everybody, also for administrators. */
        REFUSED,
        /** The engine decides who may; the record keeps that it happened. */
        NOTED,
        /** The engine decides, and what the command leads to keeps its own record. */
        PASSED
    }

    static DoorRule refused(String words, String hint, Class<?>... commands) {
        return new DoorRule(Answer.REFUSED, words, hint, List.of(commands), command -> true);
    }

    static DoorRule noted(String words, Class<?>... commands) {
        return new DoorRule(Answer.NOTED, words, "", List.of(commands), command -> true);
    }

    static DoorRule passed(String words, Class<?>... commands) {
        return new DoorRule(Answer.PASSED, words, "", List.of(commands), command -> true);
    }

    DoorRule when(Predicate<Command<?>> condition) {
        return new DoorRule(answer, words, hint, commands, condition);
    }

    boolean fits(Command<?> command) {
        return commands.stream().anyMatch(type -> type.isInstance(command)) && only.test(command);
    }

    String act(String task) {
        return words.replace("{task}", task);
    }
}
