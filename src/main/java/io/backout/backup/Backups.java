package io.backout.backup;

import io.backout.tool.DatabaseFacts;
import io.backout.tool.EnvironmentFile;
import io.backout.tool.Prisma;
import io.backout.tool.ToolException;
import io.backout.tool.Tools;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The backup sets of one target, judged beside its live database. */
public final class Backups {
    private final Tools tools;
    private final Path dataDirectory;
    private final Clock clock;
    private final BackupSets sets;
    private final BackupVerification verification;
    private final Expectation live;

    /** @param dataDirectory where what was found in a dump is kept */
    public Backups(Tools tools, Path dataDirectory, Clock clock) {
        this.tools = tools;
        this.dataDirectory = dataDirectory;
        this.clock = clock;
        this.sets = new BackupSets(tools.target());
        this.verification = new BackupVerification(new Inspections(dataDirectory));
        this.live = expectation();
    }

    /** The newest first, with what is known of each; reads no dump. */
    public List<JudgedBackup> list() {
        return sets.all().stream()
                .map(set -> judged(set, verification.recall(set, live)))
                .toList();
    }

    /**
     * One set with what is known of it; reads no dump.
     *
     * @throws ToolException when there is no set of this name
     */
    public JudgedBackup recall(String name) {
        BackupSet set = sets.require(name);
        return judged(set, verification.recall(set, live));
    }

    /**
     * Reads dumps whole.
     *
     * @param names of sets; all when empty
     */
    public List<JudgedBackup> verify(List<String> names) {
        List<BackupSet> chosen =
                names.isEmpty() ? sets.all() : names.stream().map(sets::require).toList();
        return chosen.stream().map(this::verified).toList();
    }

    /** Takes a set of the live database, and reads it back. */
    public JudgedBackup take() {
        return verified(new BackupTaking(tools, dataDirectory, clock).take());
    }

    private JudgedBackup verified(BackupSet set) {
        return judged(set, verification.verify(set, live));
    }

    private JudgedBackup judged(BackupSet set, BackupVerdict verdict) {
        return JudgedBackup.of(set, verdict, new BackupReleases(tools.git()).of(set));
    }

    /** A database that is down is one reason to look at backups. */
    private Expectation expectation() {
        String database = EnvironmentFile.read(tools.target()).databaseUrl().database();
        DatabaseFacts facts;
        try {
            facts = tools.mysql().facts();
        } catch (ToolException down) {
            facts = new DatabaseFacts("", List.of(), false);
        }
        return new Expectation(
                database,
                facts.serverVersion(),
                facts.tables(),
                tools.target().directory().resolve(Prisma.MIGRATIONS),
                clock.instant());
    }
}
