package io.backout.backup;

import io.backout.backup.BackupManifest.Origin;
import io.backout.record.Json;
import io.backout.record.PrivateFiles;
import io.backout.tool.ClientProgram;
import io.backout.tool.DatabaseFacts;
import io.backout.tool.Git;
import io.backout.tool.MysqlDump;
import io.backout.tool.ToolException;
import io.backout.tool.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.util.FileSystemUtils;

/** Takes a backup set: it gets its name only when it is whole, on the disk, and was read back. */
public final class BackupTaking {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);

    /** How the names of sets begin that a rollback took of the data that it was about to put away. */
    public static final String EMERGENCY = "emergency_snapshot_";

    private final Tools tools;
    private final Path dataDirectory;
    private final Clock clock;

    public BackupTaking(Tools tools, Path dataDirectory, Clock clock) {
        this.tools = tools;
        this.dataDirectory = dataDirectory.toAbsolutePath();
        this.clock = clock;
    }

    /** @throws ToolException when no sound set could be taken; nothing is left of it */
    public BackupSet take() {
        return take("", false);
    }

    /**
     * Of a database that is damaged, perhaps: whole, but as it is.
     *
     * @throws ToolException when none could be taken; nothing is left of it
     */
    public BackupSet takeEmergencySnapshot() {
        // Targets may share a backup directory; their names have no '_'.
        String prefix = "%s%s_".formatted(EMERGENCY, tools.target().id());
        removeUnfinished(prefix);
        return take(prefix, true);
    }

    /** Whoever takes one holds the target, so what is unfinished belongs to nobody any more; it is as large as a database. */
    private void removeUnfinished(String prefix) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(
                new BackupSets(tools.target()).directory(), prefix + "*" + BackupSets.UNFINISHED)) {
            for (Path unfinished : left) {
                FileSystemUtils.deleteRecursively(unfinished);
            }
        } catch (IOException e) {
            throw new ToolException(
                    "an unfinished snapshot could not be removed: %s; nothing was taken".formatted(e.getMessage()),
                    "check that Backout's user may write to the backup directory.");
        }
    }

    private BackupSet take(String prefix, boolean emergency) {
        Path backups = new BackupSets(tools.target()).directory();
        Path wanted = backups.resolve(prefix + NAME.format(clock.instant()));
        BackupSet draft = new BackupSet(wanted.resolveSibling(wanted.getFileName() + BackupSets.UNFINISHED));
        try {
            if (Files.exists(wanted)) {
                throw new FileAlreadyExistsException(wanted.toString());
            }
            // Fails where somebody else takes one in the same second.
            PrivateFiles.createNewDirectory(draft.directory());
            try {
                fill(draft, emergency);
                Files.move(draft.directory(), wanted, StandardCopyOption.ATOMIC_MOVE);
                PrivateFiles.force(backups);
            } finally {
                // Nothing is there after the rename.
                FileSystemUtils.deleteRecursively(draft.directory());
            }
        } catch (IOException e) {
            throw new ToolException(
                    "backup set '%s' could not be written: %s; nothing was taken".formatted(wanted, e.getMessage()),
                    "check that the disk is not full and that Backout's user may write there.");
        }
        return new BackupSet(wanted);
    }

    private void fill(BackupSet draft, boolean emergency) throws IOException {
        Git git = tools.git();
        String commit = git.head();
        DatabaseFacts facts = tools.mysql().facts();
        PrismaCopy.into(draft, tools.target().directory());
        // For them each table is read whole once more, which nobody waits for while production is in trouble.
        boolean sums = !emergency && tools.target().properties().databaseAdministrator() != null;
        TableMarks before = sums ? TableMarks.read(tools.mysql(), tools.mysql().database()) : TableMarks.none();
        Path file = draft.directory().resolve(BackupSet.DUMP + Compression.ZSTD.ending());
        String written = dump(file, facts);
        DumpReader.Read read = DumpReader.read(file);
        requireWhole(draft, read, written, facts);
        if (!emergency) {
            requireSound(draft, read, written, facts);
        }
        if (!git.head().equals(commit)) {
            throw new ToolException(
                    "another release was checked out while the backup was taken; nothing was taken", "take it again.");
        }
        List<String> tags = git.tags().stream()
                .filter(tag -> tag.getKey().equals(commit))
                .map(Map.Entry::getValue)
                .toList();
        Map<String, Long> checksums = sums
                ? TableChecksums.of(
                        tools.mysql(),
                        read.dump(),
                        before,
                        tools.target().properties().timeLimits().comparison())
                : Map.of();
        BackupManifest manifest = BackupManifest.of(
                new Origin(commit, tags), FileFacts.of(file, written), SetFiles.of(draft), read.dump(), checksums);
        PrivateFiles.writeNew(
                draft.directory().resolve(BackupManifest.NAME),
                Json.write(manifest).getBytes(StandardCharsets.UTF_8));
        PrivateFiles.force(draft.directory());
    }

    private String dump(Path file, DatabaseFacts facts) throws IOException {
        MysqlDump mysqldump = tools.mysqlDump();
        ClientProgram client = mysqldump.client(facts.serverVersion());
        PackedDump out = PackedDump.create(file);
        try (out) {
            mysqldump.write(client, dataDirectory.resolve("secrets"), facts.binlogPosition(), out);
        } catch (UncheckedIOException full) {
            throw full.getCause();
        }
        return out.sha256Hex();
    }

    private static void requireWhole(BackupSet draft, DumpReader.Read read, String written, DatabaseFacts facts) {
        Path file = draft.dump().orElseThrow();
        if (!read.sha256().equals(written)) {
            throw new ToolException(
                    "'%s' gave back other bytes than were written; nothing was taken".formatted(file),
                    "check the disk.");
        }
        Set<String> missing = new TreeSet<>(facts.tables());
        read.dump().tableNames().forEach(missing::remove);
        if (!missing.isEmpty()) {
            throw new ToolException(
                    "the dump lacks tables of the live database: %s; nothing was taken"
                            .formatted(String.join(", ", missing)),
                    "check that the account may read them, and take it again when no migration runs.");
        }
        List<BackupFinding> faults = new DumpChecks(read.dump())
                .findings().stream()
                        .filter(finding -> finding.weight() == BackupFinding.Weight.FAULT)
                        .toList();
        if (!faults.isEmpty()) {
            throw new ToolException(
                    "the dump that was just taken is not whole, and was removed: "
                            + faults.get(0).sentence(),
                    "remove its cause and take it again.");
        }
    }

    private void requireSound(BackupSet draft, DumpReader.Read read, String written, DatabaseFacts facts)
            throws IOException {
        Path file = draft.dump().orElseThrow();
        Expectation live = new Expectation(
                tools.mysql().database(), facts.serverVersion(), facts.tables(), draft.migrations(), clock.instant());
        BackupVerdict verdict =
                BackupVerification.judge(draft, new Inspection(FileFacts.of(file, written), read.dump()), live);
        if (verdict.kind() == BackupVerdict.Kind.NOT_SOUND) {
            throw new ToolException(
                    "the backup that was just taken is not sound, and was removed: "
                            + verdict.findings().get(0).sentence(),
                    "remove its cause and take it again.");
        }
    }
}
