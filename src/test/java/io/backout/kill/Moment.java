package io.backout.kill;

import java.util.List;

/** When, within a step, Backout is killed; and what becomes of the command that it had started. */
enum Moment {
    /** The ledger says STARTED, no command was started. */
    BEFORE_THE_COMMAND,
    /** The command is about to run, goes on without Backout and ends before Backout is back. */
    COMMAND_GOES_ON,
    /** The command took effect but hangs; Backout finds it still there. */
    COMMAND_HANGS_DONE,
    /** The command hangs before it took effect; Backout finds it still there. */
    COMMAND_HANGS_UNDONE,
    /** git is killed, too, in the middle of its work, and leaves its lock. */
    GIT_KILLED,
    /** Every command has ended, the ledger does not know it. */
    COMMAND_ENDED,
    /** The ledger says SUCCEEDED, the engine has not committed. */
    LEDGER_WRITTEN;

    /** Where the debugger halts the thread that runs the step. */
    List<Breakpoint.Method> wayIn(String step) {
        String delegate =
                "io.backout.step.%sDelegate".formatted(Character.toUpperCase(step.charAt(0)) + step.substring(1));
        Breakpoint.Method perform = new Breakpoint.Method(delegate, "perform");
        return switch (this) {
            case BEFORE_THE_COMMAND -> List.of(perform);
            case COMMAND_ENDED -> List.of(perform, new Breakpoint.Method("io.backout.record.Ledger", "end"));
            case LEDGER_WRITTEN -> List.of(perform, new Breakpoint.Method("io.backout.process.Variables", "answer"));
            default -> throw new IllegalStateException(this + " needs no debugger");
        };
    }
}
