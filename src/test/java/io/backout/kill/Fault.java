package io.backout.kill;

import io.backout.sample.SampleTarget;
import java.util.Map;

/** One fault: where in which step, and what happens there. */
record Fault(String step, String where, Halt halt, Strike strike) {
    /** A command that only this step runs, as the trap's pattern. */
    private static final Map<String, String> COMMANDS = Map.of(
            "preserveEvidence", "git diff *",
            "prepareRelease", "git worktree *",
            "takeSnapshot", "mariadb-dump --defaults*",
            "stopApplication", "pm2 stop *",
            "stopServices", "pm2 stop *",
            "switchRelease", "git reset *",
            "startApplication", "pm2 start *",
            "startServices", "pm2 start *",
            "verifyRelease", "pm2 jlist");

    static Fault at(String step, Moment moment, Strike strike) {
        return new Fault(step, moment.toString(), new HaltInBackout(moment.wayIn(step), 1), strike);
    }

    static Fault at(Level level, Place place, Strike strike) {
        return new Fault(place.step(level), place.toString(), place.halt(), strike);
    }

    static Fault beforeCommand(String step, CommandTrap trap, Strike strike) {
        return new Fault(step, "command about to run", Halt.ofCommand(trap, COMMANDS.get(step), true), strike);
    }

    static Fault afterCommand(String step, CommandTrap trap, Strike strike) {
        return new Fault(step, "command done, but it hangs", Halt.ofCommand(trap, COMMANDS.get(step), false), strike);
    }

    static Fault npmHangs(CommandTrap trap) {
        return new Fault("prepareRelease", "npm about to run", Halt.ofCommand(trap, "npm ci*", true), Strike.HANG);
    }

    /** The checkout holds git's lock; git is killed as well, and leaves it. */
    static Fault inCheckout(SampleTarget sample) {
        return new Fault(
                "switchRelease",
                "git in the middle of its work, killed too",
                new CheckoutHalt(new SlowCheckout(sample.directory())),
                Strike.KILL_AND_COMMAND_GOES_ON);
    }

    static Fault inStatement(String step, SampleTarget sample, String table, Strike strike) {
        return new Fault(step, "statement waits in the server", new StatementHalt(sample.database(), table), strike);
    }

    @Override
    public String toString() {
        return "%s, %s: %s".formatted(step, where, strike);
    }
}
