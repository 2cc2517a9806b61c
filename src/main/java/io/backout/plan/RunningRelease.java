package io.backout.plan;

import io.backout.tool.Git;
import io.backout.tool.HealthEndpoint.Answer;
import io.backout.tool.Manifest;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells whether a health answer comes from one release.
 *
 * @param names under which the release may report itself: its commit id, its tags, the version in its package.json
 */
public record RunningRelease(String commit, Set<String> names) {
    private static final int SHORTEST_COMMIT = 7;

    public static RunningRelease of(Git git, String commit) {
        Set<String> names = new TreeSet<>(Set.of(commit));
        for (Map.Entry<String, String> tag : git.tags()) {
            if (tag.getKey().equals(commit)) {
                names.add(tag.getValue());
                names.add(tag.getValue().replaceFirst("^v", ""));
            }
        }
        Manifest.of(git, commit)
                .map(Manifest::version)
                .filter(version -> !version.isEmpty())
                .ifPresent(names::add);
        return new RunningRelease(commit, names);
    }

    public boolean answers(Answer answer) {
        String said = answer.release();
        return names.contains(said) || (said.length() >= SHORTEST_COMMIT && commit.startsWith(said));
    }
}
