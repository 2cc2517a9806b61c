package io.backout.plan;

import java.util.List;

/**
 * What level 3 puts in the live database's place, and what that costs; part of what is signed.
 *
 * @param backup name of the set; empty where a cut-over is undone
 * @param sha256 of its dump
 * @param undoes id of the rollback whose cut-over goes back; empty where a backup is restored
 * @param stopsWriting the services stop before the copy is prepared
 * @param proven what is lost was found by comparing every row with the very tables that take live's place
 * @param losses of each table that is there before or after
 */
public record Restoration(
        String backup, String sha256, String undoes, boolean stopsWriting, boolean proven, List<TableLoss> losses) {
    /** Of a level that brings no table back. */
    public static final Restoration NONE = new Restoration("", "", "", false, false, List.of());

    public Restoration {
        losses = List.copyOf(losses);
    }

    public boolean none() {
        return backup.isEmpty() && undoes.isEmpty();
    }

    public boolean undoing() {
        return !undoes.isEmpty();
    }

    Restoration provenToLose(List<TableLoss> counted) {
        return new Restoration(backup, sha256, undoes, stopsWriting, true, counted);
    }

    /** Rows whose present contents are in the tables to come no more. */
    public long lost() {
        return losses.stream().mapToLong(TableLoss::affected).sum();
    }

    /** What whoever signs has to type; it names the target and the loss. */
    public String confirmation(String target) {
        return "%s %s %d".formatted(undoing() ? "CONFIRM_UNDO" : "CONFIRM_FULL_ROLLBACK", target, lost());
    }
}
