package io.backout.step;

import io.backout.plan.Step;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** A step that does what the test says, under the rules of a kind that the test chooses. */
final class FakeStep extends StepDelegate {
    private final Step step;
    private final Step.Kind kind;
    private Function<StepContext, StepResult> work = context -> StepResult.done("done");
    private Supplier<Probe> probe = () -> Probe.CANNOT_TELL;
    int runs;
    int probes;

    FakeStep(StepRunner runner, Step step, Step.Kind kind) {
        super(runner);
        this.step = step;
        this.kind = kind;
    }

    FakeStep doing(Function<StepContext, StepResult> wanted) {
        work = wanted;
        return this;
    }

    FakeStep answering(Map<String, Object> answers) {
        return doing(context -> new StepResult("done", answers));
    }

    FakeStep failing(RuntimeException failure) {
        return doing(context -> {
            throw failure;
        });
    }

    FakeStep looking(Probe answer) {
        return looking(() -> answer);
    }

    FakeStep looking(Supplier<Probe> look) {
        probe = look;
        return this;
    }

    @Override
    protected StepResult perform(StepContext context) {
        runs++;
        return work.apply(context);
    }

    @Override
    protected Probe probe(StepContext context) {
        probes++;
        return probe.get();
    }

    @Override
    Step.Kind kind() {
        return kind;
    }

    @Override
    public Step step() {
        return step;
    }
}
