package io.backout.approval;

import io.backout.target.BackoutProperties;
import io.backout.target.ConfigurationException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Which group holds which duty; the diagrams ask for a duty's group by its id. */
@Component
public class Duties {
    private final Map<Duty, String> groups = new EnumMap<>(Duty.class);

    public Duties(BackoutProperties properties) {
        for (Duty duty : Duty.values()) {
            groups.put(duty, duty.id().replace("-", ""));
        }
        properties.duties().forEach((id, group) -> {
            Duty duty = Duty.find(id)
                    .orElseThrow(() -> new ConfigurationException(
                            "backout.duties",
                            id,
                            String.join(
                                    ", ",
                                    Arrays.stream(Duty.values()).map(Duty::id).toList())));
            // The engine refuses other group ids, but only when the group is created.
            if (!group.matches("[A-Za-z0-9]+")) {
                throw new ConfigurationException("backout.duties." + id, group, "letters and digits");
            }
            groups.put(duty, group);
        });
    }

    public String groupOf(Duty duty) {
        return Objects.requireNonNull(groups.get(duty));
    }

    /** For expressions in the diagrams. */
    public String groupOf(String dutyId) {
        return groupOf(Duty.find(dutyId).orElseThrow(() -> new IllegalArgumentException("no duty '" + dutyId + "'")));
    }

    public List<String> allGroups() {
        return List.copyOf(groups.values());
    }

    public List<Duty> heldBy(List<String> groupsOfPerson) {
        return groups.entrySet().stream()
                .filter(entry -> groupsOfPerson.contains(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
