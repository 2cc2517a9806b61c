package io.backout.target;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The configured targets, by id. */
@Component
public class Targets {
    private final Map<String, Target> targets = new TreeMap<>();

    public Targets(BackoutProperties properties) {
        properties.targets().forEach((id, target) -> targets.put(id, new Target(id, target)));
    }

    public Collection<Target> all() {
        return targets.values();
    }

    /** @throws UnknownTargetException when no target of this id is configured */
    public Target require(String id) {
        Target target = targets.get(id);
        if (target == null) {
            throw new UnknownTargetException(id, targets.keySet());
        }
        return target;
    }
}
