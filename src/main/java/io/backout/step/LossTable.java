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
                        || loss.since().changed() < 0)
                .sorted(Comparator.comparingLong(TableLoss::affected).reversed())
                .toList();
        int same = restoration.losses().size() - touched.size();
        text.line("\n### What becomes of each table's rows\n");
        text.line(
                "| Table | Rows now | Rows then | Lost | Changed back | Come back | Newest row (UTC) |\n|---|---|---|---|---|---|---|");
        touched.stream().limit(SHOWN).forEach(loss -> text.line("%s", row(loss)));
        if (touched.size() > SHOWN) {
            text.line("| %d more, in the API | | | | | | |", touched.size() - SHOWN);
        }
        text.line("| %s | | | | | | |", same == 1 ? "1 table is the same" : same + " tables are the same");
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
