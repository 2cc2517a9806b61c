package io.backout.plan;

import io.backout.backup.BackupSet;
import io.backout.backup.BackupSets;
import io.backout.backup.SwapNames;
import io.backout.record.Choice;
import io.backout.record.Rollback;
import io.backout.record.Rollbacks;
import io.backout.target.BackoutProperties;
import io.backout.tool.ToolException;
import io.backout.tool.Tools;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks at what level 3 and its undoing need of the database. */
@Component
public class DatabasePlans {
    private static final String ADMINISTRATOR = "a database administrator is configured";

    private final BackoutProperties properties;
    private final Rollbacks rollbacks;
    private final Plans plans;
    private final Clock clock;

    public DatabasePlans(BackoutProperties properties, Rollbacks rollbacks, Plans plans, Clock clock) {
        this.properties = properties;
        this.rollbacks = rollbacks;
        this.plans = plans;
        this.clock = clock;
    }

    DatabasePreconditions look(Tools tools, Choice choice, String rollbackId) {
        if (tools.target().properties().databaseAdministrator() == null) {
            return DatabasePreconditions.refused(List.of(Finding.fails(
                    ADMINISTRATOR,
                    "level 3 needs the account of a database administrator, and target '%s' has none"
                            .formatted(tools.target().id()),
                    "set 'database-administrator'; docs/configuration.md names the privileges.")));
        }
        String database = tools.mysql().database();
        return choice.undoes()
                .map(undone -> undo(tools, undone, SwapNames.of(database, undone)))
                .orElseGet(() -> new RestorePreconditions(tools, properties.dataDirectory(), clock)
                        .look(choice, SwapNames.of(database, rollbackId)));
    }

    /** With the newest backup set: the one that a person would look at first. @param release empty = the backup's */
    List<Finding> check(Tools tools, Optional<String> release) {
        Optional<String> newest;
        try {
            newest = new BackupSets(tools.target())
                    .all().stream().map(BackupSet::name).findFirst();
        } catch (ToolException e) {
            return List.of(Finding.fails("there is a backup set to restore", e.fact(), e.hint()));
        }
        if (newest.isEmpty()) {
            return List.of(Finding.fails(
                    "there is a backup set to restore",
                    "the backup directory of target '%s' has no backup set"
                            .formatted(tools.target().id()),
                    "take one with 'backup take'."));
        }
        return look(tools, Choice.ofBackup(newest, release, false), "check").findings();
    }

    private DatabasePreconditions undo(Tools tools, String undone, SwapNames names) {
        Optional<Plan> plan = rollbacks
                .find(undone)
                .filter(rollback -> rollback.target().equals(tools.target().id()))
                .flatMap(Rollback::planId)
                .flatMap(plans::find)
                .map(Plans.Stored::plan)
                .filter(stored -> !stored.restoration().backup().isEmpty());
        return plan.map(stored -> new UndoPreconditions(tools).look(undone, stored, names))
                .orElseGet(() -> DatabasePreconditions.refused(List.of(Finding.fails(
                        "there is a cut-over to undo",
                        "'%s' is no rollback of '%s' at level 3, so there is nothing to undo"
                                .formatted(undone, tools.target().id()),
                        "name the rollback whose cut-over is to go back."))));
    }
}
