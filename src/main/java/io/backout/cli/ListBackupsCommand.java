package io.backout.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the backup sets, the newest first, with what is known of each. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the backup sets, the newest first, with what is known of each; reads no dump.")
final class ListBackupsCommand implements Callable<Integer> {
    @Mixin
    private BackupOptions options = new BackupOptions();

    @Override
    public Integer call() {
        return options.answer(options.backups().list(), all -> 0);
    }
}
