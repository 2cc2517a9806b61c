package io.backout.kill;

import io.backout.demo.BackoutServer;
import io.backout.demo.Poll;
import io.backout.sample.SampleDatabase;
import java.time.Duration;

/** What is done to a rollback that halts. Whoever wants another fault adds it here. */
enum Strike {
    KILL("kill -9 of Backout"),
    /** The command that it had started goes on and ends before Backout is back. */
    KILL_AND_COMMAND_GOES_ON("kill -9 of Backout, its command goes on"),
    /** What a person asks for in the middle of a step must still be honoured by whoever goes on. */
    STOP_AND_KILL("the commander asks to stop, then kill -9 of Backout"),
    /** Longer than the engine's lock on the job: whoever looks takes Backout for dead. */
    FREEZE("SIGSTOP of Backout for 35 s"),
    KILL_COMMAND("kill -9 of the command"),
    DROP_CONNECTIONS("connections to the database dropped"),
    /** Those that the engine, the ledger and the record use. */
    DROP_ENGINE_CONNECTIONS("connections to the engine's database dropped"),
    KILL_DATABASE("kill -9 of the database server"),
    FREEZE_DATABASE("database hangs for 10 s"),
    /** Until Backout ends it at its time limit. */
    HANG("the command hangs"),
    /** The health endpoint takes connections and answers nothing. */
    FREEZE_APPLICATION("application hangs"),
    /** Somebody commits to what is checked out, after the plan was signed. */
    MOVE_HEAD("somebody moves HEAD"),
    /** Until an operator has made room. */
    FILL_DISK("disk full"),
    /** Neither ledger nor record nor engine can write. */
    FILL_OWN_DISK("disk of the data directory full, Backout ends");

    private static final Duration LONGER_THAN_THE_LOCK = Duration.ofSeconds(35);
    private static final Duration HANGING = Duration.ofSeconds(10);

    private final String words;

    Strike(String words) {
        this.words = words;
    }

    void at(Halt halt, Victims victims) {
        BackoutServer server = victims.server();
        SampleDatabase database = victims.sample().database();
        switch (this) {
            case KILL -> victims.kill();
            case KILL_AND_COMMAND_GOES_ON -> {
                victims.kill();
                halt.letGo();
            }
            case STOP_AND_KILL -> {
                victims.askToStop();
                victims.kill();
            }
            case FREEZE -> {
                server.freeze();
                pause(LONGER_THAN_THE_LOCK);
                server.thaw();
                // Time enough for the engine to find the job without a lock, while the step still runs.
                pause(Duration.ofSeconds(4));
                halt.letGo();
            }
            case KILL_COMMAND -> victims.trap().held().orElseThrow().destroyForcibly();
            case DROP_CONNECTIONS -> {
                Connections.drop(database, database.dbaUser());
                halt.letGo();
            }
            case DROP_ENGINE_CONNECTIONS -> {
                victims.nodes().dropConnectionsOfTheEngine();
                halt.letGo();
            }
            case KILL_DATABASE -> {
                database.kill();
                database.start();
                halt.letGo();
            }
            case FREEZE_DATABASE -> {
                database.freeze();
                halt.letGo();
                pause(HANGING);
                database.thaw();
            }
            case HANG ->
                Poll.until(Duration.ofSeconds(90), () -> victims.trap().held().isEmpty(), () -> "it hangs for ever");
            case FREEZE_APPLICATION -> {
                victims.freezeApplication();
                halt.letGo();
            }
            case MOVE_HEAD -> {
                victims.sample().commitAll("by somebody else");
                halt.letGo();
            }
            case FILL_DISK -> {
                victims.disk().fill();
                halt.letGo();
            }
            case FILL_OWN_DISK -> {
                victims.ownDisk().fill();
                halt.letGo();
                victims.awaitEndOfServer();
                victims.ownDisk().empty();
            }
        }
    }

    /** The length is the fault; there is no condition to wait for. */
    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return words;
    }
}
