package io.backout.tool;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at the files that git was told not to look at: 'assume unchanged' and 'skip worktree'. */
final class HiddenChanges {
    private static final String REGULAR = "100";

    private HiddenChanges() {}

    static List<String> in(Path directory, GitCommands git) {
        List<String> changed = new ArrayList<>();
        List<String> hash = new ArrayList<>(List.of("hash-object", "--"));
        List<String> blobs = new ArrayList<>();
        // "<flag> <mode> <blob> <stage>" TAB "<name>"; the flag of an ordinary file is H.
        for (String entry : git.nulls("ls-files", "-v", "-s", "-z")) {
            String[] fields = entry.substring(0, entry.indexOf('\t')).split(" ");
            String name = entry.substring(entry.indexOf('\t') + 1);
            Path file = directory.resolve(name);
            boolean skipped = fields[0].equalsIgnoreCase("S");
            if (!skipped && !Character.isLowerCase(fields[0].charAt(0))) {
                continue;
            }
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                // A sparse checkout leaves out what it skips.
                if (!skipped) {
                    changed.add(name);
                }
            } else if (fields[1].startsWith(REGULAR) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                hash.add(name);
                blobs.add(fields[2]);
            } else {
                changed.add(name);
            }
        }
        if (!blobs.isEmpty()) {
            List<String> found = git.lines(hash.toArray(String[]::new));
            for (int i = 0; i < blobs.size(); i++) {
                if (!blobs.get(i).equals(found.get(i))) {
                    changed.add(hash.get(i + 2));
                }
            }
        }
        return changed.stream().sorted().toList();
    }
}
