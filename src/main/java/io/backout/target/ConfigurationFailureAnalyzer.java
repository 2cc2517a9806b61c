package io.backout.target;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Turns a wrong configuration into one line at start-up instead of a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<Throwable> {
    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, Throwable cause) {
        ConfigurationException wrong = findCause(root, ConfigurationException.class);
        if (wrong != null) {
            return new FailureAnalysis(
                    String.valueOf(wrong.getMessage()), "Change the value and start Backout again.", root);
        }
        UnboundConfigurationPropertiesException unknown =
                findCause(root, UnboundConfigurationPropertiesException.class);
        BindException bind = findCause(root, BindException.class);
        if (unknown != null && bind != null && bind.getName().toString().startsWith("backout")) {
            String keys = String.join(
                    ", ",
                    unknown.getUnboundProperties().stream()
                            .map(property -> "'" + property.getName() + "'")
                            .toList());
            return new FailureAnalysis(
                    "configuration key " + keys + " is unknown; allowed: the keys in docs/configuration.md",
                    "Correct or remove the key and start Backout again.",
                    root);
        }
        return null;
    }
}
