package io.backout.kill;

import io.backout.sample.SampleDatabase;

/** A statement that changes this table waits in the database server, because somebody else reads the table. */
final class StatementHalt implements Halt {
    private final SampleDatabase database;
    private final String table;
    private HeldTable held;

    StatementHalt(SampleDatabase database, String table) {
        this.database = database;
        this.table = table;
    }

    @Override
    public String[] arm() {
        held = HeldTable.hold(database, table);
        return new String[0];
    }

    @Override
    public boolean isReached() {
        return held.isWaitedFor();
    }

    @Override
    public void letGo() {
        held.close();
    }
}
