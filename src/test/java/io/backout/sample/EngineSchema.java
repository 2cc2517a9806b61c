package io.backout.sample;

/** A database of Backout's own on a sample's server, with a user who may do nothing elsewhere. */
public record EngineSchema(SampleDatabase server, String name) {
    private static final String PASSWORD = "Engine's-2026 %?&";

    /** Empty, as an administrator creates it who thinks of nothing: the character set is the oldest one. */
    public static EngineSchema create(SampleDatabase server, String name) {
        server.execute("""
                CREATE DATABASE `%1$s` CHARACTER SET latin1;
                CREATE USER '%1$s'@'%%' IDENTIFIED BY '%2$s';
                GRANT ALL PRIVILEGES ON `%1$s`.* TO '%1$s'@'%%'""".formatted(name, PASSWORD.replace("'", "''")));
        return new EngineSchema(server, name);
    }

    public String url() {
        return "jdbc:mysql://%s:%d/%s".formatted(server.host(), server.port(), name);
    }

    public String user() {
        return name;
    }

    public String password() {
        return PASSWORD;
    }
}
