package io.backout.process;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.BpmnParseException;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.stereotype.Component;

/**
 * What a diagram may set going: steps of Backout, and nothing else. Asked whenever a diagram is read, so that it also
 * holds for one that came into the engine's database past every door.
 */
@Component
final class DiagramRules extends AbstractBpmnParseListener {
    private static final Set<String> CODE = Set.of("scriptTask", "script", "connector", "formData");
    /** Of scripts, external tasks, mail and shell tasks; xsi:type only says what kind of element this is. */
    private static final Set<String> SETTINGS_OF_CODE =
            Set.of("expression", "language", "scriptFormat", "resource", "type", "topic");

    private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance:";

    private final DiagramExpressions expressions;

    DiagramRules(DiagramExpressions expressions) {
        this.expressions = expressions;
    }

    @Override
    public void parseRootElement(Element root, List<ProcessDefinitionEntity> processes) {
        require(root, "?");
    }

    private void require(Element element, String around) {
        String id = Optional.ofNullable(element.attribute("id")).orElse(around);
        objection(element).ifPresent(why -> {
            throw new BpmnParseException(
                    "'%s' %s; it was not deployed. HINT: a diagram may call steps of Backout only, as in camunda:delegateExpression=\"${stopApplicationDelegate}\""
                            .formatted(id, why),
                    element);
        });
        element.elements().forEach(child -> require(child, id));
    }

    private Optional<String> objection(Element element) {
        if (CODE.contains(element.getTagName())) {
            return Optional.of("has a '%s'".formatted(element.getTagName()));
        }
        return element.attributes().stream()
                .flatMap(name -> objection(name, String.valueOf(element.attribute(name))).stream())
                .findFirst()
                .or(() -> expressions.objection(element.getText()));
    }

    /** @param name with its namespace before it */
    private Optional<String> objection(String name, String value) {
        String local = name.substring(name.lastIndexOf(':') + 1);
        String lower = local.toLowerCase(Locale.ROOT);
        boolean code = SETTINGS_OF_CODE.contains(local) && !name.startsWith(SCHEMA_INSTANCE);
        if (code || lower.endsWith("class")) {
            return Optional.of("has the setting '%s'".formatted(local));
        }
        if (lower.endsWith("delegateexpression")) {
            return expressions.isStep(value)
                    ? Optional.empty()
                    : Optional.of("calls '%s', which is no step of Backout".formatted(value));
        }
        return expressions.objection(value);
    }
}
