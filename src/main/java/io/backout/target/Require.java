package io.backout.target;

/** Guards configured values; the message names the key, the value and what is allowed. */
final class Require {
    private Require() {}

    static void that(boolean holds, String key, Object value, String allowed) {
        if (!holds) {
            throw new ConfigurationException(key, String.valueOf(value), allowed);
        }
    }
}
