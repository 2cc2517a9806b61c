package io.backout.step;

import io.backout.plan.Plan;
import io.backout.plan.Restoration;
import io.backout.plan.TableLoss;
import java.util.List;

/** What whoever signs level 3, or its undoing, must know of the data. */
final class RestorationBriefing {
    private RestorationBriefing() {}

    /** @param now release that is checked out */
    static String headline(Plan plan, String now) {
        Restoration restoration = plan.restoration();
        String to = plan.route().toName();
        return "**The database of %s goes %s**; the application %s."
                .formatted(
                        plan.target(),
                        restoration.undoing()
                                ? "back to what it was before the cut-over of " + restoration.undoes()
                                : "back to backup set " + Briefing.quoted(restoration.backup()),
                        to.equals(now) ? "stays on " + now : "goes from %s to %s".formatted(now, to));
    }

    /** @param age of the backup */
    static void write(Briefing text, Plan plan, String age) {
        Restoration restoration = plan.restoration();
        text.row("What is lost", lost(restoration));
        text.row("Until it runs", until(restoration));
        if (restoration.undoing()) {
            text.row(
                    "What comes back", "the database exactly as it was before the cut-over of " + restoration.undoes());
            text.row(
                    "What was verified",
                    "what was put away is there whole, and was compared with the live tables row by row");
            text.row("If it fails on the way", "the tables are swapped all together or not at all");
            text.row("Afterwards", "what is live now is put away whole, too");
            return;
        }
        text.row(
                "What comes back",
                "backup set %s, taken %s".formatted(Briefing.quoted(restoration.backup()), age.isEmpty() ? "?" : age));
        text.row(
                "What was verified",
                "the backup is restored beside the live database and proven: rows, definitions, keys and migration history; the loss was counted row by row against it; release %s is prepared"
                        .formatted(plan.route().toName()));
        text.row(
                "If it fails on the way",
                "the tables are swapped all together or not at all; the whole present database was dumped to the backup directory before");
        text.row(
                "Afterwards",
                "the present data is put away whole in the same server, and one more signed action brings it back");
    }

    private static String lost(Restoration restoration) {
        List<TableLoss> losses = restoration.losses();
        long gone = losses.stream().mapToLong(TableLoss::lost).sum();
        long bound = losses.stream().mapToLong(TableLoss::bound).sum();
        return "**%,d rows go, and %,d get their earlier contents**, table by table above; together at most %,d when it runs"
                .formatted(gone, restoration.lost() - gone, bound);
    }

    private static String until(Restoration restoration) {
        if (restoration.undoing()) {
            return "the application serves; what it writes is put away, too, and beyond the most that you sign nothing is swapped";
        }
        return restoration.stopsWriting()
                ? "**the application is stopped already**, and waits for these signatures"
                : "the application serves; what it writes is lost, too: that is counted again when it is stopped, and beyond the most that you sign nothing is swapped and you are asked again";
    }
}
