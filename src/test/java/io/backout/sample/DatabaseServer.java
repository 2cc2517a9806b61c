package io.backout.sample;

import java.nio.file.Path;

/** The server that holds the sample's schema: our own, or another one that is there anyway and that we never stop. */
interface DatabaseServer {

    /** SAMPLE_DATABASE_URL (mysql://root:password@host:port) names another one to be used instead of MariaDB. */
    static DatabaseServer in(Path directory, SampleServer kind) {
        String url = System.getenv("SAMPLE_DATABASE_URL");
        return url == null || kind == SampleServer.MYSQL ? kind.in(directory) : ExistingServer.at(url);
    }

    SqlClient root();

    String schemaName();

    /** Leaves nothing of the sample behind. */
    void remove(SampleSchema schema);

    default void start() {
        throw notOurs();
    }

    default void stop() {
        throw notOurs();
    }

    default void freeze() {
        throw notOurs();
    }

    default void thaw() {
        throw notOurs();
    }

    default void kill() {
        throw notOurs();
    }

    private static UnsupportedOperationException notOurs() {
        return new UnsupportedOperationException(
                "the server of SAMPLE_DATABASE_URL is not ours to start, stop or freeze");
    }
}
