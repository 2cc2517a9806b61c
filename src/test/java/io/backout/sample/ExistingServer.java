package io.backout.sample;

import java.net.URI;

/** A server that others may use at the same time. */
record ExistingServer(SqlClient root, String schemaName) implements DatabaseServer {

    static ExistingServer at(String url) {
        URI uri = URI.create(url);
        String[] user = uri.getUserInfo().split(":", 2);
        String unique = Long.toString(System.nanoTime() & 0xffffff, Character.MAX_RADIX);
        return new ExistingServer(
                new SqlClient(uri.getHost(), uri.getPort(), "", user[0], user[1]), "easy_erp" + unique);
    }

    @Override
    public void start() {
        // It runs.
    }

    @Override
    public void remove(SampleSchema schema) {
        schema.drop();
        schema.dropUsers();
    }
}
