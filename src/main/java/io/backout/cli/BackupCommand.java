package io.backout.cli;

import picocli.CommandLine.Command;

/** Backup sets. */
@Command(
        name = "backup",
        subcommands = {TakeBackupCommand.class, ListBackupsCommand.class, VerifyBackupCommand.class},
        mixinStandardHelpOptions = true,
        description = "Takes, lists and verifies backup sets.",
        synopsisSubcommandLabel = "(take | list | verify)",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done, and every set that was asked for is sound",
            "1:a set is not sound or its completeness is not provable, or nothing was taken",
            "2:wrong arguments or configuration"
        })
final class BackupCommand {}
