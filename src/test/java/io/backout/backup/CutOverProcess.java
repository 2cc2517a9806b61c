package io.backout.backup;

import io.backout.record.Json;
import io.backout.sample.SampleDatabase;
import io.backout.target.TestTarget;
import io.backout.tool.DatabaseUrl;
import io.backout.tool.Mysql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** A cut-over in a process of its own, to be killed. */
final class CutOverProcess {
    private CutOverProcess() {}

    static Process start(Path directory, SampleDatabase database, SwapNames names, Supplier<StoredObjects> backup)
            throws IOException {
        Path objects = Files.writeString(directory.resolve("backup.json"), Json.write(backup.get()));
        return new ProcessBuilder(CutOverKilledIT.java(
                        CutOverProcess.class,
                        List.of(
                                directory.toString(),
                                database.url(),
                                database.dbaUser(),
                                names.live(),
                                names.runId(),
                                objects.toString()),
                        () -> System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))))
                .redirectError(directory.resolve("client.log").toFile())
                .start();
    }

    /** Arguments: directory, url, administrator, schema, run id, file with the backup's objects. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        TestTarget target = TestTarget.in(directory).administrator(arguments[2], directory.resolve("dba"));
        Mysql mysql = new Mysql(target.target(), DatabaseUrl.parse(arguments[1]));
        StoredObjects backup = Json.read(Files.readString(Path.of(arguments[5])), StoredObjects.class);
        CutOver cutOver = new CutOver(mysql, SwapNames.of(arguments[3], arguments[4]), directory, CutOverBench.QUICK);
        // Everything is loaded and warm before the moment counts.
        cutOver.probe();
        System.out.println("ready");
        System.in.read();
        cutOver.run(backup, false);
        System.in.read();
    }
}
