package io.backout.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes a backup set of the live database, and reads it back. */
@Command(name = "take", mixinStandardHelpOptions = true, description = "Takes a backup set and reads it back.")
final class TakeBackupCommand implements Callable<Integer> {
    @Mixin
    private BackupOptions options = new BackupOptions();

    @Override
    public Integer call() {
        return options.answer(
                List.of(options.backups().take()), views -> views.get(0).sound() ? 0 : BackoutCommand.NO);
    }
}
