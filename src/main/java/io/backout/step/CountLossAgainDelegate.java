package io.backout.step;

import io.backout.plan.Drift;
import io.backout.plan.TableLoss;
import io.backout.process.Variables;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Count loss again: the services wrote until they were stopped; more than was signed goes back to those who signed. */
@Component
class CountLossAgainDelegate extends StepDelegate {
    CountLossAgainDelegate(StepRunner runner) {
        super(runner);
    }

    @Override
    protected StepResult perform(StepContext context) {
        List<TableLoss> now = new CountedTables(context).countAgain();
        List<String> grown = Drift.grown(context.plan().plan(), now);
        long lost = now.stream().mapToLong(TableLoss::affected).sum();
        return new StepResult(
                grown.isEmpty()
                        ? "%,d rows are lost, within what was signed".formatted(lost)
                        : "the loss has grown and goes back to those who sign: " + String.join("; ", grown),
                Map.of(Variables.LOSS_WITHIN_BOUND, grown.isEmpty()));
    }
}
