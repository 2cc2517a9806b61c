package io.backout.sample;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The database of one sample target: a MariaDB of our own, or a schema in the server of SAMPLE_DATABASE_URL. */
public final class SampleDatabase implements AutoCloseable {

    private final DatabaseServer server;
    private final SampleServer kind;
    private final SampleSchema schema;
    private final SqlClient dba;

    private SampleDatabase(DatabaseServer server, SampleServer kind) {
        this.server = server;
        this.kind = kind;
        this.schema = new SampleSchema(server.schemaName(), server.root());
        this.dba = new SqlClient(host(), port(), name(), dbaUser(), dbaPassword());
    }

    /** Starts a server of our own, unless the environment variable SAMPLE_DATABASE_URL names another one. */
    public static SampleDatabase start(Path directory) {
        return start(directory, SampleServer.MARIADB);
    }

    public static SampleDatabase start(Path directory, SampleServer kind) {
        DatabaseServer server = DatabaseServer.in(directory, kind);
        server.start();
        SampleDatabase database = new SampleDatabase(server, kind);
        database.schema.createUsers();
        database.schema.create();
        return database;
    }

    /** Where MariaDB's own client programs are. */
    public static Path programs() {
        return MariaDbInstallation.unpacked().directory().resolve("base/bin");
    }

    public SampleServer server() {
        return kind;
    }

    public String host() {
        return schema.root().host();
    }

    public int port() {
        return schema.root().port();
    }

    /** The schema that the application uses. */
    public String name() {
        return schema.name();
    }

    public String user() {
        return schema.name();
    }

    public String password() {
        return SampleSchema.PASSWORD;
    }

    public String dbaUser() {
        return schema.dbaUser();
    }

    public String dbaPassword() {
        return SampleSchema.DBA_PASSWORD;
    }

    /** The application's DATABASE_URL, its password percent-encoded. */
    public String url() {
        String password = URLEncoder.encode(password(), StandardCharsets.UTF_8).replace("+", "%20");
        return "mysql://%s:%s@%s:%d/%s".formatted(user(), password, host(), port(), name());
    }

    /** Drops the schema, and those whose names begin with its name and "_", and creates it empty. */
    public void createEmpty() {
        schema.drop();
        schema.create();
    }

    public void drop() {
        schema.drop();
    }

    /** Runs statements in the application's schema, as the database administrator. */
    public void execute(String sql) {
        dba.execute(sql);
    }

    /** The rows that a statement finds in the application's schema, by column label. */
    public List<Map<String, Object>> query(String sql) {
        return dba.query(sql);
    }

    public void stop() {
        server.stop();
    }

    /** Starts or thaws the server; nothing happens where it runs. */
    public void start() {
        server.start();
    }

    /** The server keeps its connections but answers nothing any more. */
    public void freeze() {
        server.freeze();
    }

    public void thaw() {
        server.thaw();
    }

    public void kill() {
        server.kill();
    }

    @Override
    public void close() {
        server.remove(schema);
    }
}
