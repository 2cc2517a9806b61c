package io.backout.target;

import java.nio.file.Path;
import java.util.List;

/** An application that can be rolled back. */
public record Target(String id, TargetProperties properties) {
    public Target {
        Require.that(
                id.matches("[a-z0-9][a-z0-9-]{0,62}"), "backout.targets", id, "lower-case letters, digits and '-'");
    }

    public Path directory() {
        return properties.directory().toAbsolutePath().normalize();
    }

    public Path environmentFile() {
        return directory().resolve(properties.environmentFile());
    }

    public List<String> processes() {
        return properties.processes();
    }
}
