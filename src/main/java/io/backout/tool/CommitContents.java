package io.backout.tool;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a commit or a blob holds never changes, so each is asked of git once. Releases share most of their files, so
 * that little is left to ask about the next one.
 */
final class CommitContents {
    private static final int COMMITS = 200;
    private static final int BLOBS = 2_000;
    private static final Map<List<String>, Map<String, String>> TREES = recent(COMMITS);
    private static final Map<List<String>, String> TEXTS = recent(BLOBS);

    private CommitContents() {}

    /** File name to blob id. A tag or branch may move; only a full commit id names the same thing for ever. */
    static Map<String, String> tree(Path repository, String commit, Supplier<Map<String, String>> ask) {
        return commit.matches("[0-9a-f]{40,64}") ? known(TREES, repository, commit, ask) : ask.get();
    }

    static String text(Path repository, String blob, Supplier<String> ask) {
        return known(TEXTS, repository, blob, ask);
    }

    private static <T> T known(Map<List<String>, T> answers, Path repository, String id, Supplier<T> ask) {
        List<String> key = List.of(repository.toString(), id);
        T before = answers.get(key);
        if (before != null) {
            return before;
        }
        T answer = ask.get();
        answers.put(key, answer);
        return answer;
    }

    private static <T> Map<List<String>, T> recent(int capacity) {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<List<String>, T> eldest) {
                return size() > capacity;
            }
        });
    }
}
