package io.backout.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes a checked-out release ready to run: settings, packages, generated client, migrations. */
final class SampleBuild {

    private final Path directory;
    private final Path generatedClient;
    private final Path keptClient;
    private final ShellCommand command;

    SampleBuild(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.generatedClient = directory.resolve("node_modules/.prisma");
        this.keptClient = directory.resolveSibling("generated-client");
        this.command = ShellCommand.in(directory).with(environment);
    }

    void writeSettings(String databaseUrl, int port) {
        try {
            Files.writeString(directory.resolve(".env"), "DATABASE_URL=\"%s\"%nPORT=%d%n".formatted(databaseUrl, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void installPackages() {
        SampleModules.install(directory);
    }

    /** Installs them again only where something in them has changed. */
    void repairPackages() {
        if (!SampleModules.areIntact(directory)) installPackages();
    }

    void generateClient() {
        prisma("generate");
    }

    /** Keeps the generated client for {@link #restoreClient}, which takes no time, unlike generating it. */
    void keepClient() {
        SampleFiles.deleteTree(keptClient);
        SampleFiles.copyTree(generatedClient, keptClient);
    }

    void restoreClient() {
        SampleFiles.deleteTree(generatedClient);
        SampleFiles.copyTree(keptClient, generatedClient);
    }

    void migrate() {
        prisma("migrate", "deploy");
    }

    /** The same, by somebody who does not look at its result. */
    void migrateCarelessly() {
        command.attempt(argv("migrate", "deploy"));
    }

    private void prisma(String... arguments) {
        command.run(argv(arguments));
    }

    private static String[] argv(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("node_modules/.bin/prisma"));
        argv.addAll(List.of(arguments));
        return argv.toArray(String[]::new);
    }
}
