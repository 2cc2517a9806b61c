package io.backout.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.backout.record.Json;
import io.backout.tool.Git;
import io.backout.tool.HealthEndpoint.Answer;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tells whether a health answer comes from the wanted release. */
public final class RunningRelease {
    private static final int SHORTEST_COMMIT = 7;

    private RunningRelease() {}

    /** True when the answer names the commit: by its id, a tag, or the version in its package.json. */
    public static boolean is(Answer answer, Git git, String commit) {
        String said = answer.release();
        return names(git, commit).contains(said) || (said.length() >= SHORTEST_COMMIT && commit.startsWith(said));
    }

    /** All names under which a release may report itself. */
    public static Set<String> names(Git git, String commit) {
        Set<String> names = new TreeSet<>(Set.of(commit));
        for (Map.Entry<String, String> tag : git.tags()) {
            if (tag.getKey().equals(commit)) {
                names.add(tag.getValue());
                names.add(tag.getValue().replaceFirst("^v", ""));
            }
        }
        git.show(commit, "package.json")
                .map(text -> Json.read(text, JsonNode.class).path("version").asText())
                .filter(version -> !version.isEmpty())
                .ifPresent(names::add);
        return names;
    }
}
