package io.backout.backup;

import io.backout.tool.Git;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The release that a backup set belongs to. */
public record BackupReleases(Git git) {
    private static final int HISTORY = 200;

    /**
     * What the manifest says, else every commit whose migrations and schema are those of the set: a team that tags its
     * releases deploys only tagged ones.
     *
     * @return commits; none or several when it cannot be told, and a person has to choose
     */
    public List<String> of(BackupSet set) {
        return set.manifest()
                .filter(BackupManifest::intact)
                .map(manifest -> List.of(manifest.origin().commit()))
                .orElseGet(() -> candidates(set));
    }

    private List<String> candidates(BackupSet set) {
        Set<String> commits =
                git.tags().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(LinkedHashSet::new));
        if (commits.isEmpty()) {
            git.history(HISTORY).forEach(entry -> commits.add(entry.commit()));
        }
        return commits.stream()
                .filter(commit -> wanted(git.blobs(commit))
                        .equals(SetFiles.asInGit(set, commit.length() == 40 ? "SHA-1" : "SHA-256")))
                .toList();
    }

    private static Map<String, String> wanted(Map<String, String> blobs) {
        Map<String, String> wanted = new TreeMap<>(blobs);
        wanted.keySet()
                .removeIf(file -> !file.startsWith("prisma/migrations/") && !file.equals("prisma/schema.prisma"));
        return wanted;
    }
}
