package io.backout.kill;

import io.backout.kill.Books.Attempt;
import io.backout.kill.Books.Entry;
import io.backout.kill.CommandTrap.Line;
import io.backout.plan.Step;
import io.backout.plan.Step.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold after any fault, as a question to what others saw; what speaks against it comes back in words. */
enum Oracle {
    /** Invariant 2. Kernel locks tell, which end with the last process that inherited them. */
    NO_COMMAND_RUNS_TWICE_AT_ONCE {
        @Override
        List<String> against(Observed seen) {
            return seen.commands().stream()
                    .filter(line -> line.is("overlap"))
                    .map(line -> "began while the same command, or another one that changes the target, ran: "
                            + line.command())
                    .toList();
        }
    },
    /** Invariant 2. What the ledger has as done runs no more. */
    NOTHING_DONE_RUNS_AGAIN {
        @Override
        List<String> against(Observed seen) {
            return seen.books().attempts().stream()
                    .filter(run -> run.state().equals("SUCCEEDED"))
                    .flatMap(run -> seen.books().next(run).stream())
                    .map(again -> "attempt %d of %s ran after a success".formatted(again.number(), again.step()))
                    .toList();
        }
    },
    /** Invariant 2. The database server's own log tells what took effect. */
    NO_ONCE_STEP_TAKES_EFFECT_TWICE {
        @Override
        List<String> against(Observed seen) {
            List<String> twice = new ArrayList<>();
            Set<String> once = new HashSet<>();
            for (String change : seen.changesOfLive()) {
                if (!once.add(change)) {
                    twice.add("took effect twice: " + change);
                }
            }
            return twice;
        }
    },
    /** Invariant 2. A step that must run once ran again only after a look, or a person, said that it did not happen. */
    ONCE_STEPS_RUN_AGAIN_ONLY_AFTER_A_LOOK {
        @Override
        List<String> against(Observed seen) {
            return Arrays.stream(Step.values())
                    .filter(step -> step.kind() == Kind.ONCE)
                    .flatMap(step -> seen.attempts(step.id()).stream())
                    .filter(again -> again.number() > 1
                            && entries(seen, again, again.started()).noneMatch(entry -> Set.of("PROBE", "CLARIFIED")
                                    .contains(entry.action())))
                    .map(again -> "attempt %d of %s followed no look".formatted(again.number(), again.step()))
                    .toList();
        }
    },
    /** Invariants 1 and 12. */
    NOTHING_CHANGES_BEFORE_IT_IS_SIGNED {
        @Override
        List<String> against(Observed seen) {
            List<String> early = new ArrayList<>();
            seen.mutatingRuns().stream()
                    .filter(line -> line.nanos() / 1_000_000 < seen.signing().at())
                    .forEach(line -> early.add("ran before the last signature: " + line.command()));
            seen.changesOfLiveBeforeSigned()
                    .forEach(change -> early.add("took effect before the last signature: " + change));
            return early;
        }
    },
    /** Invariants 3 and 8. */
    SUCCESS_IS_TRUE {
        @Override
        List<String> against(Observed seen) {
            if (!seen.isRolledBack()) {
                return List.of();
            }
            List<String> wrong = new ArrayList<>(
                    seen.look().differences(seen.wanted(), seen.level().bringsRowsBack()));
            List<Attempt> looks = seen.attempts("verifyRelease");
            if (looks.isEmpty()
                    || !looks.get(looks.size() - 1).state().equals("SUCCEEDED")
                    || !looks.get(looks.size() - 1).answers().contains("\"verified\":true")) {
                wrong.add("success was reported, but no verification says so");
            }
            return wrong;
        }
    },
    /** Invariant 3: the end, a decision of the commander, or a question to the operators; never silence. A stop was asked for. */
    IT_ENDS_OR_WAITS_FOR_A_PERSON {
        @Override
        List<String> against(Observed seen) {
            boolean stopped = seen.state().equals("STOPPED")
                    && seen.books().entries().stream()
                            .anyMatch(entry -> entry.action().equals("STOP"));
            return stopped || WAITING_OR_ROLLED_BACK.contains(seen.state())
                    ? List.of()
                    : List.of("it is " + seen.state());
        }
    },
    /** Invariant 10. */
    THE_CHAIN_IS_WHOLE {
        @Override
        List<String> against(Observed seen) {
            String previous = "0".repeat(64);
            long seq = 0;
            for (Entry entry : seen.allBooks().entries()) {
                seq++;
                if (entry.seq() != seq
                        || !entry.previous().equals(previous)
                        || !entry.hash().equals(entry.computedHash())) {
                    return List.of("entry %d is not as it was written".formatted(entry.seq()));
                }
                previous = entry.hash();
            }
            return previous.equals(seen.allBooks().head()) ? List.of() : List.of("the last entries are missing");
        }
    },
    /** Invariants 10 and 11: from the record alone an auditor knows what became of each attempt. */
    EACH_ATTEMPT_IS_ON_RECORD {
        @Override
        List<String> against(Observed seen) {
            return seen.books().attempts().stream()
                    .filter(run -> entries(
                                    seen,
                                    run,
                                    seen.books().next(run).map(Attempt::started).orElse(Long.MAX_VALUE))
                            .noneMatch(entry -> !run.state().equals("SUCCEEDED")
                                    || entry.action().equals("CLARIFIED")
                                    || entry.sentence().matches(SUCCESS)))
                    .map(run -> "no entry about attempt %d of %s, which %s"
                            .formatted(run.number(), run.step(), run.state()))
                    .toList();
        }
    },
    /** Invariant 11: who asked, who signed, and how it ended. */
    PEOPLE_AND_THE_END_ARE_ON_RECORD {
        @Override
        List<String> against(Observed seen) {
            List<Entry> entries = seen.books().entries();
            long signed = entries.stream()
                    .filter(entry -> entry.action().equals("SIGNED"))
                    .filter(entry -> entry.sentence().contains(" as "))
                    .count();
            List<String> missing = new ArrayList<>();
            if (entries.stream().noneMatch(entry -> entry.action().equals("REPORTED"))) {
                missing.add("nobody knows who asked for it");
            }
            if (signed < seen.signing().people()) {
                missing.add("%d people signed, the record knows %d"
                        .formatted(seen.signing().people(), signed));
            }
            if (seen.isRolledBack()
                    && entries.stream()
                            .noneMatch(entry -> entry.action().equals("ANNOUNCED")
                                    && entry.sentence().contains("is back on release"))) {
                missing.add("its success is not on record");
            }
            return missing;
        }
    },
    /** Invariant 2: what no attempt owns, no ledger can keep from running twice. */
    EACH_COMMAND_BELONGS_TO_AN_ATTEMPT {
        @Override
        List<String> against(Observed seen) {
            List<String> stray = new ArrayList<>();
            for (Line line : seen.runs()) {
                if (line.ofAStep() && seen.attempt(line.attempt()).isEmpty()) {
                    stray.add("is of no attempt in the ledger: " + line.command());
                }
                if (seen.attempt(line.attempt())
                        .filter(run -> run.started() > line.nanos() / 1_000_000)
                        .isPresent()) {
                    stray.add("ran before the ledger said so: " + line.command());
                }
            }
            seen.mutatingRuns().stream()
                    .filter(line -> !line.ofAStep())
                    .forEach(line -> stray.add("changed the target outside steps: " + line.command()));
            return stray;
        }
    };

    /** As the step said it, as whoever went on found it in the ledger, or as a look told it. */
    private static final String SUCCESS = "(?s).*(' succeeded:.*|' is done and was not run again:.*|says: happened)";

    private static final Set<String> WAITING_OR_ROLLED_BACK =
            Set.of("ROLLED_BACK", "AWAITING_DECISION", "NEEDS_OPERATOR", "AWAITING_TAKEOVER", "REFUSED");

    /** What speaks against it; empty = it holds. */
    abstract List<String> against(Observed seen);

    /** Of one attempt: what was said of its step from its start, or from the one before for another, until then. */
    private static java.util.stream.Stream<Entry> entries(Observed seen, Attempt run, long until) {
        long from = until == run.started()
                ? seen.attempts(run.step()).stream()
                        .filter(other -> other.plan().equals(run.plan()) && other.number() == run.number() - 1)
                        .mapToLong(Attempt::started)
                        .findFirst()
                        .orElse(0)
                : run.started();
        return seen.books().entries().stream()
                .filter(entry -> entry.at() >= from && entry.at() <= until)
                .filter(entry -> entry.sentence().contains("step '%s'".formatted(run.label())));
    }

    /** Everything that speaks against a rollback, each with the name of what it breaks. */
    static List<String> all(Observed seen) {
        return Arrays.stream(values())
                .flatMap(oracle -> oracle.against(seen).stream().map(words -> oracle + ": " + words))
                .toList();
    }
}
