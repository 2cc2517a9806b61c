package io.backout.step;

import io.backout.backup.BackupSets;
import io.backout.backup.Backups;
import io.backout.backup.JudgedBackup;
import io.backout.plan.ReleaseNames;
import io.backout.target.BackoutProperties;
import io.backout.target.Target;
import io.backout.tool.ToolException;
import io.backout.tool.Tools;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The backup sets that the commander can choose from, each with what is known of it. */
@Component
class BackupChoices {
    private static final int OFFERED = 20;
    private static final int SHOWN = 5;

    private final Tools.Factory tools;
    private final BackoutProperties properties;
    private final Clock clock;

    BackupChoices(Tools.Factory tools, BackoutProperties properties, Clock clock) {
        this.tools = tools;
        this.properties = properties;
        this.clock = clock;
    }

    /** One on each line: name, bar, label. */
    String of(Target target) {
        try {
            return list(target).stream()
                    .limit(OFFERED)
                    .map(set -> "%s|%s - %s"
                            .formatted(
                                    set.name(), set.name(), known(target, set).words()))
                    .collect(Collectors.joining("\n"));
        } catch (ToolException none) {
            return "";
        }
    }

    /** What the decision page says of them. */
    void write(Briefing text, Target target) {
        try {
            List<JudgedBackup> sets = list(target);
            text.line("\n### Backup sets for level 3, the newest first\n");
            text.line("| Set | What is known of it |\n|---|---|");
            sets.stream()
                    .limit(SHOWN)
                    .forEach(set -> text.row(
                            Briefing.quoted(set.name()), known(target, set).sentence()));
            if (sets.size() > SHOWN) {
                text.row("%d older ones".formatted(sets.size() - SHOWN), "in the list below");
            }
            text.line("");
        } catch (ToolException none) {
            text.line("\nLevel 3 has nothing to restore: %s.\n", Briefing.quoted(none.fact()));
        }
    }

    /** When a set was taken, and how long ago that is; empty where it is there no more. */
    String age(Target target, String name) {
        try {
            return KnownBackup.age(new BackupSets(target).require(name).taken(), clock.instant());
        } catch (ToolException gone) {
            return "";
        }
    }

    private List<JudgedBackup> list(Target target) {
        return new Backups(tools.reading(target), properties.dataDirectory(), clock).list();
    }

    private KnownBackup known(Target target, JudgedBackup set) {
        return new KnownBackup(set, ReleaseNames.of(tools.reading(target).git(), set.releases()), clock.instant());
    }
}
