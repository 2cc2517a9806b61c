package io.backout.step;

import io.backout.plan.Restoration;
import io.backout.plan.TableLoss;
import java.util.Comparator;
import java.util.List;

/** What becomes of each table's rows, as whoever decides or signs reads it. */
final class LossTable {
    private static final int SHOWN = 10;
    private static final int MINUTE = "yyyy-MM-dd HH:mm".length();

    private LossTable() {}

    static void write(Briefing text, Restoration restoration) {
        List<TableLoss> touched = restoration.losses().stream()
                .filter(loss -> loss.affected() > 0
                        || loss.returning() > 0
                        || restoration.proven() && loss.since().about())
                .sorted(Comparator.comparingLong(TableLoss::affected)
                        .thenComparingLong(TableLoss::returning)
                        .reversed())
                .toList();
        List<TableLoss> others = restoration.losses().stream()
                .filter(loss -> !touched.contains(loss))
                .toList();
        long open = others.stream().filter(loss -> loss.since().about()).count();
        long same = others.size() - open;
        text.line("\n### What becomes of each table's rows\n");
        text.line(
                "| Table | Rows now | Rows then | Lost | Changed back | Come back | Newest row (UTC) |\n|---|---|---|---|---|---|---|");
        touched.stream().limit(SHOWN).forEach(loss -> text.line("%s", row(loss)));
        if (touched.size() > SHOWN) {
            text.line("| %d more, in the API | | | | | | |", touched.size() - SHOWN);
        }
        if (same > 0 || open == 0) {
            text.line("| %s the same | | | | | | |", tables(same, "is", "are"));
        }
        if (open > 0) {
            // In the table it would take the room of the numbers.
            text.line("\n%s to have the same rows; they are compared row by row later.", tables(open, "seems", "seem"));
        }
    }

    private static String tables(long count, String one, String more) {
        return count == 1 ? "1 table " + one : "%d tables %s".formatted(count, more);
    }

    private static String row(TableLoss loss) {
        String about = loss.exact() ? "" : "about ";
        String since = loss.exact() && !loss.since().about() ? "" : "about ";
        return "| %s | %s%,d | %,d | %s%,d | %s | %,d | %s |"
                .formatted(
                        Briefing.plain(loss.table()),
                        about,
                        loss.now(),
                        loss.inBackup(),
                        since,
                        loss.lost(),
                        loss.since().changed() < 0
                                ? "unknown"
                                : "%s%,d".formatted(since, loss.since().changed()),
                        loss.returning(),
                        minute(loss.since().newest()));
    }

    /** In UTC, without seconds and their fractions. */
    private static String minute(String time) {
        return time.isEmpty() ? "unknown" : time.substring(0, Math.min(MINUTE, time.length()));
    }
}
