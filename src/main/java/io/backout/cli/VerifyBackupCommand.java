package io.backout.cli;

import io.backout.backup.JudgedBackup;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Reads backup sets whole and says whether they can be restored from. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Reads backup sets whole and says whether they can be restored from.")
final class VerifyBackupCommand implements Callable<Integer> {
    @Mixin
    private BackupOptions options = new BackupOptions();

    @Parameters(arity = "0..*", paramLabel = "SET", description = "Names of sets; all when none is given.")
    private List<String> names = List.of();

    @Override
    public Integer call() {
        return options.answer(
                options.backups().verify(names),
                all -> !all.isEmpty() && all.stream().allMatch(JudgedBackup::sound) ? 0 : BackoutCommand.NO);
    }
}
