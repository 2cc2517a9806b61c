package io.backout.plan;

import io.backout.target.Release;
import io.backout.tool.Git;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Commits as people call them. */
public final class ReleaseNames {
    private ReleaseNames() {}

    /** Each by a tag, or by its short id. */
    public static List<String> of(Git git, List<String> commits) {
        Map<String, String> tags = new TreeMap<>();
        git.tags().forEach(tag -> tags.putIfAbsent(tag.getKey(), tag.getValue()));
        return commits.stream()
                .map(commit -> tags.getOrDefault(commit, Release.shortCommit(commit)))
                .toList();
    }
}
