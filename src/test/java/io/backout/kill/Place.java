package io.backout.kill;

import io.backout.kill.Breakpoint.Method;
import java.util.List;

/** Where, in level 3 and its undoing, Backout or the server is killed. */
enum Place {
    /** The dump is written, and nobody knows it; its client lives on. Held by the trap, not by the debugger. */
    SNAPSHOT_DUMPED,
    SNAPSHOT_BEGINS(1, "tool.MysqlDump.write"),
    SCHEMA_MADE(1, "backup.RestoreAside.createTables"),
    /** Rows of a chunk are in, and not committed. */
    LOADING(2, "backup.LoadWarnings.find"),
    BETWEEN_TABLES(5, "backup.Marker.whole"),
    ADDING_KEYS(1, "backup.RestoreAside.addForeignKeys"),
    RESTORED(1, "step.RestoreBackupAsideDelegate.perform", "record.Ledger.end"),
    PROVING(1, "step.VerifyRestoredCopyDelegate.perform"),
    PROVEN(1, "backup.ShadowSchema.markVerified"),
    COUNTING(1, "step.CompletePlanDelegate.perform"),
    SERVICES_STOPPED(1, "step.StopServicesDelegate.perform", "record.Ledger.end"),
    COUNTING_AGAIN(1, "step.CountLossAgainDelegate.perform"),
    BEFORE_THE_RENAME(1, "backup.SwapStart.run"),
    /** The marker says that it goes, live's triggers are to be dropped. */
    CLEARING(1, "backup.SwapStart.clear"),
    AFTER_THE_RENAME(1, "backup.AfterSwap.finish"),
    TIDYING_UP(1, "backup.AfterSwap.dropSideIfEmpty"),
    CUT_OVER_DONE(1, "step.CutOverDelegate.perform", "record.Ledger.end"),
    SWAP_BACK_DONE(1, "step.SwapBackDelegate.perform", "record.Ledger.end"),
    BEFORE_THE_START(1, "step.StartServicesDelegate.perform"),
    VERIFYING(1, "step.VerifyReleaseDelegate.perform");

    private final int time;
    private final List<Method> way;

    Place() {
        this(0);
    }

    Place(int time, String... way) {
        this.time = time;
        this.way = List.of(way).stream().map(Place::method).toList();
    }

    private static Method method(String name) {
        int dot = name.lastIndexOf('.');
        return new Method("io.backout." + name.substring(0, dot), name.substring(dot + 1));
    }

    boolean isCommand() {
        return way.isEmpty();
    }

    Breakpoint halt(int port) {
        return Breakpoint.at(way, time, port);
    }
}
