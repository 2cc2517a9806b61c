package io.backout.plan;

/**
 * What becomes of one table's rows when another state of it takes its place.
 *
 * @param now rows in the live table; 0 when it is not there
 * @param inBackup rows in the backup; 0 when it is not there
 * @param exact false where counting took too long, and the server's own estimate stands instead
 */
public record TableLoss(String table, long now, long inBackup, Since since, boolean exact) {
    /**
     * What happened to the table since the backup was taken.
     *
     * @param lost rows that are in the live table and not in the backup
     * @param changed rows that are in both and were changed; -1 where nothing tells
     * @param newest time of the newest row, in UTC as the table has it; empty where nothing tells
     * @param about only numbers and times of the rows tell, which is not always all
     */
    public record Since(long lost, long changed, String newest, boolean about) {}

    /** Of a table that only the backup has. */
    static TableLoss ofMissing(String table, long inBackup) {
        return new TableLoss(table, 0, inBackup, new Since(0, 0, "", false), true);
    }

    /** Rows that are in the live table and not in the backup. */
    public long lost() {
        return since.lost();
    }

    /** Rows that are not there any more, or not as they are now. */
    public long affected() {
        return lost() + Math.max(0, since.changed());
    }

    /** Rows of the backup that are in the live table no more. */
    public long returning() {
        return Math.max(0, inBackup + lost() - now);
    }

    /** The most that a signature covers; an estimate may be half of what is there. */
    public long bound() {
        return LossBound.of(exact ? affected() : Math.max(affected(), 2 * now - inBackup));
    }
}
