package io.backout.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** MySQL's server, unpacked once from a Maven artifact that has no client programs. */
record MySqlInstallation(Path directory) implements ServerInstallation {

    private static final String PROGRAMS = "/mysql-Linux-amd64.tar.gz";

    static MySqlInstallation unpacked() {
        return new MySqlInstallation(SampleFiles.cached("mysql-8.0.31", draft -> {
            MySqlInstallation installation = new MySqlInstallation(draft);
            installation.unpack();
            Libaio.addTo(draft.resolve("base/lib/private"), draft.resolve("base/bin/mysqld"));
            List<String> argv = new ArrayList<>(installation.server(installation.data()));
            argv.add("--initialize-insecure");
            ShellCommand.in(draft).run(argv.toArray(String[]::new));
            // The server's identity, which every copy makes for itself.
            SampleFiles.deleteTree(installation.data().resolve("auto.cnf"));
        }));
    }

    @Override
    public String name() {
        return "MySQL";
    }

    @Override
    public Path data() {
        return directory.resolve("data");
    }

    @Override
    public List<String> server(Path data) {
        return List.of(
                directory.resolve("base/bin/mysqld").toString(),
                "--no-defaults",
                "--basedir=" + directory.resolve("base"),
                "--datadir=" + data,
                // A small log: it is copied for each server.
                "--innodb-redo-log-capacity=16M",
                // MySQL refuses to run as root unless it is told to.
                "--user=" + System.getProperty("user.name"));
    }

    @Override
    public List<String> options() {
        // Its second protocol has a port of its own, which no second server gets; the binary log is on by default.
        List<String> options = new ArrayList<>(List.of("--mysqlx=OFF", "--sync-binlog=0"));
        options.addAll(ServerInstallation.wanted("sample.mysql.options"));
        return options;
    }

    private void unpack() {
        try (InputStream programs = MySqlInstallation.class.getResourceAsStream(PROGRAMS)) {
            if (programs == null) throw new IllegalStateException("the class path has no " + PROGRAMS);
            Path base = Files.createDirectories(directory.resolve("base"));
            Path archive = directory.resolve("programs.tar.gz");
            Files.copy(programs, archive);
            ShellCommand.in(base).run("tar", "-xzf", archive.toString());
            Files.delete(archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
