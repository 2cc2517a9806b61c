package io.backout.process;

import static java.util.Objects.requireNonNull;

import io.backout.approval.Duty;
import io.backout.approval.RequiredApprovals;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.DecisionService;
import org.springframework.stereotype.Component;

/** Asks the decision table required-approvals. */
@Component
class RequiredApprovalsTable implements RequiredApprovals {
    private final DecisionService decisions;
    private final People people;

    RequiredApprovalsTable(DecisionService decisions, People people) {
        this.decisions = decisions;
        this.people = people;
    }

    @Override
    public Required of(int level) {
        // Whoever asks for a plan need not be allowed to evaluate decisions.
        DmnDecisionRuleResult row = people.asBackout(() -> decisions
                .evaluateDecisionTableByKey("required-approvals", Map.of("level", level))
                .getSingleResult());
        return new Required(duties(row, "sign"), duties(row, "page"), duties(row, "acknowledge"));
    }

    private static List<Duty> duties(DmnDecisionRuleResult row, String column) {
        return Arrays.stream(((String) requireNonNull(row.get(column))).split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .map(id -> Duty.find(id)
                        .orElseThrow(() -> new IllegalStateException(
                                "'%s' in the decision table required-approvals is no duty".formatted(id))))
                .toList();
    }
}
