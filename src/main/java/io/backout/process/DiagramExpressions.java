package io.backout.process;

import io.backout.approval.Duties;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.stereotype.Component;

/**
 * The expressions that a diagram may have: a variable, a comparison with a constant, a question to a step. The engine's
 * language for them reaches every class of Java from any text.
 */
@Component
final class DiagramExpressions {
    private static final String STEPS = "io.backout.step";
    private static final String VALUE = "\\w+|'[^'{}]*'|execution\\.(?:processBusinessKey|processInstanceId)";
    private static final Pattern STEP = Pattern.compile("\\$\\{(\\w+)}");
    private static final Pattern ANY = Pattern.compile("[$#]\\{[^}]*}?");
    private static final Pattern PLAIN =
            Pattern.compile("[$#]\\{\\s*(?:%1$s)(?:\\s*[!=]=\\s*(?:%1$s))?\\s*}".formatted(VALUE));
    private static final Pattern QUESTION =
            Pattern.compile("[$#]\\{(\\w+)\\.\\w+\\((?:(?:%1$s)(?:,\\s*(?:%1$s))*)?\\)}".formatted(VALUE));

    private final ListableBeanFactory beans;

    DiagramExpressions(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /** True for the name of a bean in package step. */
    boolean isStep(String expression) {
        Matcher step = STEP.matcher(expression);
        return step.matches() && isStepBean(step.group(1));
    }

    /** Why this text may not stand in a diagram. */
    Optional<String> objection(String text) {
        return ANY.matcher(text)
                .results()
                .map(found -> found.group())
                .filter(expression -> !isAllowed(expression))
                .map(expression ->
                        "has the expression '%s', which is more than a variable, a comparison or a question to a step"
                                .formatted(expression))
                .findFirst();
    }

    private boolean isAllowed(String expression) {
        Matcher question = QUESTION.matcher(expression);
        return PLAIN.matcher(expression).matches()
                || question.matches() && (isStepBean(question.group(1)) || isDuties(question.group(1)));
    }

    private boolean isStepBean(String name) {
        Class<?> type = typeOf(name);
        return type != null && type.getPackageName().equals(STEPS);
    }

    private boolean isDuties(String name) {
        Class<?> type = typeOf(name);
        return type != null && Duties.class.isAssignableFrom(type);
    }

    private @Nullable Class<?> typeOf(String name) {
        return beans.containsBean(name) ? beans.getType(name) : null;
    }
}
