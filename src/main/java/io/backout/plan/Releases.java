package io.backout.plan;

import io.backout.target.Release;
import io.backout.target.Release.Verdict;
import io.backout.target.ReleaseVerdicts;
import io.backout.target.ReleaseVerdicts.Given;
import io.backout.tool.Git;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The releases that a target can go back to, with what is known of each. */
@Component
public class Releases {
    private static final int HISTORY = 200;
    private static final int OFFERED = 20;

    private final ReleaseVerdicts verdicts;

    public Releases(ReleaseVerdicts verdicts) {
        this.verdicts = verdicts;
    }

    /** HEAD and its ancestors, the newest first: those with a tag or a verdict, or all where no commit has a tag. */
    public List<Release> of(String target, Git git) {
        Map<String, Given> given = verdicts.of(target);
        Map<String, List<String>> tags = new TreeMap<>();
        git.tags().forEach(tag -> tags.computeIfAbsent(tag.getKey(), commit -> new ArrayList<>())
                .add(tag.getValue()));
        List<Release> all = git.history(HISTORY).stream()
                .map(entry -> release(entry, tags, given))
                .toList();
        boolean tagged = all.stream().anyMatch(release -> !release.names().isEmpty());
        return all.stream()
                .filter(release -> !tagged
                        || !release.names().isEmpty()
                        || release.verdict() != Verdict.UNKNOWN
                        || release.equals(all.get(0)))
                .limit(OFFERED)
                .toList();
    }

    private static Release release(Git.LogEntry entry, Map<String, List<String>> tags, Map<String, Given> given) {
        Given verdict = given.getOrDefault(entry.commit(), new Given(Verdict.UNKNOWN, Instant.EPOCH));
        return new Release(
                entry.commit(),
                tags.getOrDefault(entry.commit(), List.of()),
                Instant.ofEpochSecond(entry.seconds()),
                entry.subject(),
                verdict.verdict(),
                verdict.at());
    }
}
