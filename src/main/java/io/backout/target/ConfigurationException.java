package io.backout.target;

/** A configured value that cannot be used. */
public class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConfigurationException(String key, String value, String allowed) {
        super("configuration key '%s' has the value '%s'; allowed: %s".formatted(key, value, allowed));
    }
}
