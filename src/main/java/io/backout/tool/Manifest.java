package io.backout.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A package.json.
 *
 * @param version may be empty
 * @param asked what it says about dependencies, without what is empty
 */
public record Manifest(String version, Map<String, JsonNode> asked) {
    public static final String FILE = "package.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ABOUT_DEPENDENCIES = List.of(
            "dependencies",
            "devDependencies",
            "optionalDependencies",
            "peerDependencies",
            "bundleDependencies",
            "bundledDependencies",
            "overrides",
            "resolutions",
            "workspaces");

    /** Empty when it is not the JSON that npm reads. */
    public static Optional<Manifest> parse(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            Map<String, JsonNode> asked = new TreeMap<>();
            for (String field : ABOUT_DEPENDENCIES) {
                if (!root.path(field).isEmpty()) {
                    asked.put(field, root.path(field));
                }
            }
            return root.isObject()
                    ? Optional.of(new Manifest(root.path("version").asText(), asked))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** A release without one has no dependencies; empty when there is one that cannot be read. */
    public static Optional<Manifest> of(Git git, String commit) {
        return parse(git.show(commit, FILE).orElse("{}"));
    }

    /** The packages without which the application cannot run. */
    List<String> needed() {
        List<String> names = new ArrayList<>();
        asked.getOrDefault("dependencies", JSON.createObjectNode()).fieldNames().forEachRemaining(names::add);
        return names;
    }
}
