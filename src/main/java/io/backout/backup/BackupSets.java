package io.backout.backup;

import io.backout.target.Target;
import io.backout.tool.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The backup sets of a target. */
public final class BackupSets {
    static final String UNFINISHED = ".part";

    private final Target target;

    public BackupSets(Target target) {
        this.target = target;
    }

    /** @throws ToolException when none is configured, or it is not there */
    public Path directory() {
        Path directory = target.properties().backupDirectory();
        if (directory == null) {
            throw new ToolException(
                    "target '%s' has no backup directory".formatted(target.id()), "set 'backup-directory'.");
        }
        if (!Files.isDirectory(directory)) {
            throw new ToolException(
                    "backup directory '%s' of target '%s' is not there".formatted(directory, target.id()),
                    "create it or mount it, or correct 'backup-directory'.");
        }
        return directory.toAbsolutePath().normalize();
    }

    /** The newest first; what was never finished is none. */
    public List<BackupSet> all() {
        try (Stream<Path> entries = Files.list(directory())) {
            return entries.filter(Files::isDirectory)
                    .filter(entry -> !entry.toString().endsWith(UNFINISHED))
                    .map(BackupSet::new)
                    .sorted(Comparator.comparing(BackupSet::taken)
                            .thenComparing(BackupSet::name)
                            .reversed())
                    .toList();
        } catch (IOException e) {
            throw new ToolException(
                    "backup directory '%s' could not be read".formatted(directory()),
                    "check that Backout's user may read it.");
        }
    }

    /** @throws ToolException when there is no set of this name */
    public BackupSet require(String name) {
        return all().stream()
                .filter(set -> set.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ToolException(
                        "target '%s' has no backup set '%s'".formatted(target.id(), name),
                        "choose one of those that 'backup list' shows."));
    }
}
