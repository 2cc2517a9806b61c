package io.backout.target;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What Backout runs with when a user writes only these lines under {@code backout:}. */
public final class Configured {
    private Configured() {}

    public static BackoutProperties with(Map<String, Object> lines) {
        Map<String, Object> keys = new HashMap<>();
        lines.forEach((key, value) -> keys.put("backout." + key, value.toString()));
        return new Binder(new MapConfigurationPropertySource(keys)).bindOrCreate("backout", BackoutProperties.class);
    }
}
