package io.backout.kill;

import java.util.List;

/** Where, in the middle of a step that works in the database, a fault is injected. */
enum Place {
    SNAPSHOT_BEGINS("takeSnapshot", 1, "tool.MysqlDump.write"),
    SCHEMA_MADE("restoreBackupAside", 1, "backup.RestoreAside.createTables"),
    /** Rows of a chunk are in, and not committed. */
    LOADING("restoreBackupAside", 2, "backup.LoadWarnings.find"),
    BETWEEN_TABLES("restoreBackupAside", 5, "backup.Marker.whole"),
    ADDING_KEYS("restoreBackupAside", 1, "backup.RestoreAside.addForeignKeys"),
    PROVEN("verifyRestoredCopy", 1, "backup.ShadowSchema.markVerified"),
    COUNTING("completePlan", 1, "step.CompletePlanDelegate.perform"),
    BEFORE_THE_RENAME("cutOver", 1, "backup.SwapStart.run"),
    /** The marker says that it goes, live's triggers are to be dropped. */
    CLEARING("cutOver", 1, "backup.SwapStart.clear"),
    AFTER_THE_RENAME("cutOver", 1, "backup.AfterSwap.finish"),
    TIDYING_UP("cutOver", 1, "backup.AfterSwap.dropSideIfEmpty");

    private final String step;
    private final int time;
    private final List<Method> way;

    Place(String step, int time, String... way) {
        this.step = step;
        this.time = time;
        this.way = List.of(way).stream().map(Place::method).toList();
    }

    private static Method method(String name) {
        int dot = name.lastIndexOf('.');
        return new Method("io.backout." + name.substring(0, dot), name.substring(dot + 1));
    }

    /** Undoing swaps by the same code. */
    String step(Level level) {
        return level == Level.UNDO && step.equals("cutOver") ? "swapBack" : step;
    }

    List<Method> way() {
        return way;
    }

    Halt halt() {
        return new HaltInBackout(way, time);
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
