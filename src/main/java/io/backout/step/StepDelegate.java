package io.backout.step;

import io.backout.plan.Step;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** A step of a level: asks whether it may run, keeps the ledger, does its work, answers the next gateway. */
public abstract class StepDelegate implements JavaDelegate {
    private final StepRunner runner;

    protected StepDelegate(StepRunner runner) {
        this.runner = runner;
    }

    @Override
    public final void execute(DelegateExecution execution) {
        runner.run(this, execution);
    }

    /** The step's work; it may run again from the start unless its kind is ONCE. */
    protected abstract StepResult perform(StepContext context);

    /** Looks whether an interrupted attempt took effect. */
    protected Probe probe(StepContext context) {
        return Probe.CANNOT_TELL;
    }

    /** The level ends before this step was done: puts right what an interrupted attempt left half-way. */
    protected void abandon(StepContext context) {}

    /** What may happen to its command after a failure or a crash. */
    Step.Kind kind() {
        return step().kind();
    }

    /** The class is named after the step. */
    public Step step() {
        String name = getClass().getSimpleName().replace("Delegate", "");
        return Step.named(Character.toLowerCase(name.charAt(0)) + name.substring(1));
    }
}
