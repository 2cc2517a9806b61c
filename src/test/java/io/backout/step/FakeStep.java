package io.backout.step;

import io.backout.plan.Step;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** A step that does what the test says, under the rules of a kind that the test chooses. */
final class FakeStep extends StepDelegate {
    private final Step step;
    private final Step.Kind usualKind;
    private volatile Step.Kind kind;
    private volatile Function<StepContext, StepResult> work = context -> StepResult.done("done");
    private volatile Supplier<Probe> probe = () -> Probe.CANNOT_TELL;
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger probes = new AtomicInteger();

    FakeStep(StepRunner runner, Step step, Step.Kind kind) {
        super(runner);
        this.step = step;
        this.usualKind = kind;
        this.kind = kind;
    }

    void reset() {
        as(usualKind).answering(Map.of()).looking(Probe.CANNOT_TELL);
        runs.set(0);
        probes.set(0);
    }

    FakeStep as(Step.Kind wanted) {
        kind = wanted;
        return this;
    }

    int runs() {
        return runs.get();
    }

    int probes() {
        return probes.get();
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
        runs.incrementAndGet();
        return work.apply(context);
    }

    @Override
    protected Probe probe(StepContext context) {
        probes.incrementAndGet();
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
