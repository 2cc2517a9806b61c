package io.backout.process;

import java.util.Locale;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRequirementsGraph;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableInputImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableOutputImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableRuleImpl;
import org.camunda.bpm.dmn.engine.impl.spi.transform.DmnTransformListener;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.Definitions;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.LiteralExpression;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.UnaryTests;
import org.camunda.bpm.model.xml.ModelInstance;

/** Decisions are written in FEEL, which reaches nothing but what it is given. */
final class DecisionRules implements DmnTransformListener {
    @Override
    public void transformDecision(Decision decision, DmnDecision transformed) {
        ModelInstance model = decision.getModelInstance();
        Stream.of(Definitions.class, LiteralExpression.class, UnaryTests.class)
                .flatMap(type -> model.getModelElementsByType(type).stream())
                .map(element -> element.getAttributeValue("expressionLanguage"))
                .filter(language ->
                        language != null && !language.toLowerCase(Locale.ROOT).contains("feel"))
                .findFirst()
                .ifPresent(language -> {
                    throw new BadUserRequestException(
                            "decision '%s' has an expression in '%s'; it was not deployed%nHINT: write it in FEEL."
                                    .formatted(decision.getId(), language));
                });
    }

    @Override
    public void transformDecisionTableInput(Input input, DmnDecisionTableInputImpl transformed) {}

    @Override
    public void transformDecisionTableOutput(Output output, DmnDecisionTableOutputImpl transformed) {}

    @Override
    public void transformDecisionTableRule(Rule rule, DmnDecisionTableRuleImpl transformed) {}

    @Override
    public void transformDecisionRequirementsGraph(Definitions definitions, DmnDecisionRequirementsGraph transformed) {}
}
