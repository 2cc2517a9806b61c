package io.backout.plan;

import io.backout.backup.Dump;
import io.backout.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether there is room for a second copy of the data, as far as it can be seen from here. */
record RestoreSpace(Tools tools, Path dataDirectory) {
    /** Tables and indexes take about half as much again as the SQL that makes them (measured: 1.37 GB for 0.93 GB). */
    private static final double TABLES_PER_SQL = 1.5;

    List<Finding> look(Dump dump) {
        long tables = (long) (dump.bytes() * TABLES_PER_SQL);
        Path server = Path.of(tools.mysql()
                .value(
                        "select @@datadir",
                        tools.target().properties().timeLimits().command()));
        return List.of(
                enough("the server has room for the restored copy", server, tables),
                enough("Backout has room to unpack the backup", dataDirectory.toAbsolutePath(), dump.bytes()));
    }

    private static Finding enough(String name, Path directory, long needed) {
        if (!Files.isDirectory(directory)) {
            return Finding.holds(name, "'%s' cannot be seen from this machine".formatted(directory));
        }
        try {
            long free = Files.getFileStore(directory).getUsableSpace();
            return Finding.of(
                    name,
                    free >= needed,
                    "only %,d MB are free under '%s', and about %,d MB are needed"
                            .formatted(free >> 20, directory, (needed >> 20) + 1),
                    "free disk space, or mount a larger file system.");
        } catch (IOException e) {
            return Finding.holds(name, "the free space of '%s' cannot be read".formatted(directory));
        }
    }
}
