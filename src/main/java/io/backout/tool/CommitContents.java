package io.backout.tool;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What a commit holds never changes, so each question about it is asked of git once. */
final class CommitContents {
    private static final int CAPACITY = 500;
    private static final Map<List<String>, List<String>> FILES = recent();
    private static final Map<List<String>, Optional<String>> CONTENTS = recent();

    private CommitContents() {}

    static List<String> files(Path repository, String commit, Supplier<List<String>> ask) {
        return ofCommit(commit, FILES, List.of(repository.toString(), commit), ask);
    }

    static Optional<String> file(Path repository, String commit, String file, Supplier<Optional<String>> ask) {
        return ofCommit(commit, CONTENTS, List.of(repository.toString(), commit, file), ask);
    }

    /** A tag or branch may move; only a full commit id names the same thing for ever. */
    private static <T> T ofCommit(String commit, Map<List<String>, T> known, List<String> key, Supplier<T> ask) {
        if (!commit.matches("[0-9a-f]{40,64}")) {
            return ask.get();
        }
        T before = known.get(key);
        if (before != null) {
            return before;
        }
        T answer = ask.get();
        known.put(key, answer);
        return answer;
    }

    private static <T> Map<List<String>, T> recent() {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<List<String>, T> eldest) {
                return size() > CAPACITY;
            }
        });
    }
}
