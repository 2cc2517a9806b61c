package io.backout.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a database server that we started has used of the processors. */
final class ServerCpu {
    /** Linux counts in hundredths of a second. */
    private static final double TICKS = 100;

    private static final int MOST_LOOKS = 600;
    private static final int QUIET_LOOKS = 5;

    private ServerCpu() {}

    /** Seconds, once it has nothing left to do: what a load leaves to clean up is a part of its cost. */
    static double settledSeconds() throws IOException, InterruptedException {
        double seconds = seconds();
        int quiet = 0;
        for (int look = 0; look < MOST_LOOKS && quiet < QUIET_LOOKS; look++) {
            Thread.sleep(100);
            double now = seconds();
            quiet = now == seconds ? quiet + 1 : 0;
            seconds = now;
        }
        return seconds;
    }

    private static double seconds() throws IOException {
        long pid = ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("mariadbd"))
                .findFirst()
                .orElseThrow()
                .pid();
        // Behind the name in parentheses; user and system time are fields 14 and 15.
        String[] fields = Files.readString(Path.of("/proc/" + pid + "/stat"))
                .replaceFirst(".*\\) ", "")
                .split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    }
}
