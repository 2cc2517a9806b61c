package io.backout.backup;

import io.backout.command.CommandScope;
import io.backout.command.ProcessRunner;
import io.backout.command.Redactor;
import io.backout.target.Target;
import io.backout.target.TestTarget;
import io.backout.tool.DatabaseUrl;
import io.backout.tool.Mysql;
import io.backout.tool.MysqlClient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A restore in a process of its own, to be killed, or to say what memory it took. */
public final class RestoreProcess {
    static final String BEGINS = "restoring";
    private static final PrintStream OUT = System.out;

    private RestoreProcess() {}

    /** @param arguments directory with the password file, DATABASE_URL, administrator, dump */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Target target = TestTarget.in(directory)
                .administrator(arguments[2], directory.resolve("dba"))
                .migrationLimit(Duration.ofMinutes(5))
                .target();
        DatabaseUrl url = DatabaseUrl.parse(arguments[1]);
        MysqlClient client =
                new MysqlClient(target, url, new ProcessRunner(CommandScope.READING, new Redactor(List.of())));
        Path file = Path.of(arguments[3]);
        Dump dump = DumpReader.read(file).dump();
        OUT.println(BEGINS);
        new RestoreAside(new Mysql(target, url), client, file, dump, AsideBench.NAMES)
                .restore(RestoreSettings.usual(directory));
        OUT.println(Files.readString(Path.of("/proc/self/status")));
    }
}
