package io.backout.plan;

import io.backout.backup.BackupSet;
import io.backout.backup.BackupTaking;
import io.backout.backup.SwapNames;
import io.backout.target.RestoreLimits;
import io.backout.target.TargetProperties;
import io.backout.tool.Tools;
import java.util.List;

/** What level 3 and its undoing have to do beyond level 1, and with which statements. */
final class LevelThree {
    private final LevelOne application;
    private final Tools tools;
    private final SwapNames names;
    private final Restoration restoration;

    LevelThree(LevelOne application, Tools tools, SwapNames names, Restoration restoration) {
        this.application = application;
        this.tools = tools;
        this.names = names;
        this.restoration = restoration;
    }

    List<String> commands(Step step) {
        TargetProperties target = tools.target().properties();
        return switch (step) {
            case STOP_WRITING ->
                restoration.stopsWriting()
                        ? List.of(tools.pm2().stopCommand().rendered())
                        : List.of("nothing: the application serves until the cut-over");
            case VERIFY_BACKUP ->
                List.of("read the dump of backup set '%s' whole, and compare it with sha256 %s"
                        .formatted(restoration.backup(), restoration.sha256()));
            case TAKE_SNAPSHOT ->
                List.of("dump the whole present database to '%s/%s%s_…/%s.zst', and read it back"
                        .formatted(
                                target.backupDirectory(),
                                BackupTaking.EMERGENCY,
                                tools.target().id(),
                                BackupSet.DUMP));
            case RESTORE_BACKUP_ASIDE -> List.of(restore(target.restore()));
            case VERIFY_RESTORED_COPY ->
                List.of(
                        "compare rows, definitions, keys and migration history of `%s` with the dump, and CHECKSUM TABLE with its manifest where it has one; CHECK TABLE"
                                .formatted(names.shadow()));
            case STOP_SERVICES -> List.of(tools.pm2().stopCommand().rendered());
            case COUNT_LOSS_AGAIN ->
                List.of(
                        "compare each table of `%s` with `%s`; a loss beyond the signed one goes back to those who signed"
                                .formatted(names.live(), names.shadow()));
            case CUT_OVER ->
                List.of(
                        rename(names.putAway(), names.shadow()),
                        "triggers, views, routines and events of `%s` as the backup has them".formatted(names.live()));
            case SWAP_BACK ->
                List.of(
                        rename(names.undone(), names.putAway()),
                        "triggers, views, routines and events of `%s` as they were before the cut-over"
                                .formatted(names.live()));
            case START_SERVICES -> List.of(tools.pm2().startCommand().rendered(), "only those of them that ran before");
            default -> application.commands(step);
        };
    }

    private String restore(RestoreLimits settings) {
        return "load the dump into `%s` with %d connections; pauses while more than %d threads run, the redo log is filled beyond %d %%, the server is more than %d s behind one that it follows, or less than %d MB are free"
                .formatted(
                        names.shadow(),
                        settings.loaders(),
                        settings.mostThreads(),
                        settings.mostRedoPercent(),
                        settings.mostReplicaLag().toSeconds(),
                        settings.leastFree().toMegabytes());
    }

    private String rename(String away, String side) {
        return "RENAME TABLE `%1$s`.* TO `%2$s`.*, `%3$s`.* TO `%1$s`.*  (every table, in one statement)"
                .formatted(names.live(), away, side);
    }
}
