package io.backout.kill;

import io.backout.kill.Books.Attempt;
import io.backout.kill.CommandTrap.Line;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One rollback as others than Backout saw it, beside what Backout says of itself.
 *
 * @param message what a person reads at the end
 * @param books ledger and record of this rollback
 * @param allBooks those of every rollback of this Backout
 * @param commands that began since the rollback was asked for
 * @param effects in the database since then, in their order
 * @param signing who signed, and what had happened before the last one did
 * @param wanted how the target should look; empty where it is not to be rolled back
 */
record Observed(
        Level level,
        String state,
        String message,
        Books books,
        Books allBooks,
        List<Line> commands,
        List<String> effects,
        Signing signing,
        Look look,
        Look wanted) {
    /** What changes the code or the processes that the application runs. */
    private static final String MUTATING = "(pm2 (start|stop|restart|delete)|git (reset|checkout)|npm) .*";

    /** Its default schema, what it does, and the schema of the first table that it names. */
    private static final Pattern CHANGES_SCHEMA = Pattern.compile(
            "(?is)(?:use `([^`]+)`; )?\\s*(rename table|alter table|drop table(?: if exists)?|create table(?: if not exists)?|truncate(?: table)?)\\s+(?:`([^`]+)`\\.)?`.*");

    private static final String LIVE = "easy_erp";

    boolean isRolledBack() {
        return state.equals("ROLLED_BACK");
    }

    List<Line> runs() {
        return commands.stream().filter(line -> line.is("run")).toList();
    }

    /** Of the live checkout and pm2, and not of what is prepared aside. */
    List<Line> mutatingRuns() {
        return runs().stream()
                .filter(line -> line.command().matches(MUTATING))
                .filter(line -> attempt(line.attempt())
                        .filter(run -> run.step().equals("prepareRelease"))
                        .isEmpty())
                .toList();
    }

    /** Statements that changed the live schema; those for a schema beside it name another one. */
    List<String> changesOfLive() {
        return effects.stream().filter(Observed::changesLive).toList();
    }

    List<String> changesOfLiveBeforeSigned() {
        return effects.subList(0, signing.effects()).stream()
                .filter(Observed::changesLive)
                .toList();
    }

    private static boolean changesLive(String effect) {
        Matcher change = CHANGES_SCHEMA.matcher(effect);
        if (!change.matches()) {
            return false;
        }
        String named = change.group(3) == null ? change.group(1) : change.group(3);
        boolean moves = change.group(2).equalsIgnoreCase("rename table") && effect.contains("`%s`.".formatted(LIVE));
        return moves || LIVE.equals(named);
    }

    Optional<Attempt> attempt(String id) {
        return books.attempts().stream().filter(run -> run.id().equals(id)).findFirst();
    }

    List<Attempt> attempts(String step) {
        return books.attempts().stream().filter(run -> run.step().equals(step)).toList();
    }
}
