package io.backout.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What npm is to install: place to entry.
 *
 * @param addresses places that npm 6 fills from an address; npm 7 and newer note a version there
 */
public record LockFile(Map<String, JsonNode> packages, List<String> addresses) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty when it is not the JSON that npm writes. */
    public static Optional<LockFile> parse(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            if (!root.isObject()) {
                return Optional.empty();
            }
            LockFile file = new LockFile(new TreeMap<>(), new ArrayList<>());
            if (root.has("packages")) {
                root.path("packages")
                        .fields()
                        .forEachRemaining(entry -> file.packages.put(entry.getKey(), entry.getValue()));
                file.packages.remove("");
            } else {
                file.addOfNpm6("", root.path("dependencies"));
            }
            return Optional.of(file);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** npm 6 nests the entries as the directories are nested. */
    private void addOfNpm6(String parent, JsonNode dependencies) {
        dependencies.fields().forEachRemaining(entry -> {
            String place = parent + "node_modules/" + entry.getKey();
            ObjectNode found = entry.getValue().deepCopy();
            String version = found.path("version").asText();
            if (version.startsWith("npm:")) {
                found.put("version", version.substring(version.lastIndexOf('@') + 1));
            } else if (version.startsWith("file:") && !found.has("integrity")) {
                found.put("link", true).put("resolved", version.substring("file:".length()));
            } else if (version.contains(":")) {
                addresses.add(place);
            }
            packages.put(place, found);
            addOfNpm6(place + "/", found.path("dependencies"));
        });
    }
}
