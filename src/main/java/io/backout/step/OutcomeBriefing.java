package io.backout.step;

import io.backout.plan.Plans;
import io.backout.plan.Skip;
import io.backout.plan.Step;
import io.backout.record.StepRun;
import java.util.List;
import org.springframework.stereotype.Component;

/** What an operator reads before saying whether a step took effect: what was started, when, where, and what is there now. */
@Component
class OutcomeBriefing {
    private static final int LINES_OF_OUTPUT = 12;
    private static final int COMMANDS = 6;

    private final Plans plans;
    private final Look look;
    private final SkipRules rules;

    OutcomeBriefing(Plans plans, Look look, SkipRules rules) {
        this.plans = plans;
        this.look = look;
        this.rules = rules;
    }

    String text(StepRun run) {
        Step step = Step.named(run.step());
        Briefing text = new Briefing()
                .line("## Did step '%s' happen?", step.label())
                .line(
                        "Its end was not seen, so Backout does not know whether it took effect. The rollback waits for you.\n")
                .line("%s **%s**%s\n", WhereToLook.of(step), WhereToLook.advice(step), whoMaySayYes(run, step))
                .line("| Attempt %d | started %s UTC on server %s |", run.attempt(), time(run), server(run))
                .line("|---|---|")
                .row("What is known", Briefing.quoted(run.message()))
                .row("What Backout sees now", Briefing.quoted(look.words(run)));
        plans.require(run.planId()).plan().steps().stream()
                .filter(planned -> planned.step().equals(run.step()))
                .flatMap(planned -> planned.commands().stream())
                .limit(COMMANDS)
                .forEach(command -> text.row("Command", Briefing.quoted(command)));
        lastLines(run).forEach(line -> text.row("Output", Briefing.quoted(line)));
        return text.toString();
    }

    private String whoMaySayYes(StepRun run, Step step) {
        Skip skip = rules.of(run);
        if (skip.rule() != Skip.Rule.NEVER) {
            return "";
        }
        return step.kind() == Step.Kind.ONCE
                ? " 'It happened' takes a second person: another operator or the incident commander is asked."
                : " 'It happened' is not accepted, because the step can never be skipped: %s.".formatted(skip.why());
    }

    private static String time(StepRun run) {
        return run.startedAt().toString().substring(0, 19).replace('T', ' ');
    }

    private static String server(StepRun run) {
        return run.nodeName().isEmpty() ? "(unknown)" : Briefing.quoted(run.nodeName());
    }

    private static List<String> lastLines(StepRun run) {
        List<String> lines = run.output()
                .lines()
                .filter(line -> !line.isBlank() && !line.equals(run.message()))
                .toList();
        return lines.subList(Math.max(0, lines.size() - LINES_OF_OUTPUT), lines.size());
    }
}
