package io.backout.sample;

import java.util.List;
import java.util.Map;

/** The application's schema in a server, with its two users, all created and dropped by root. */
record SampleSchema(String name, SqlClient root) {

    /** Each of these characters has broken a home-made parser of DATABASE_URL. */
    static final String PASSWORD = "p@ss %2F/w'ord$1";

    static final String DBA_PASSWORD = "d@tabase 'admin' $2";

    String dbaUser() {
        return name + "_dba";
    }

    void createUsers() {
        create(name, PASSWORD, "ALL PRIVILEGES ON `%s`.*".formatted(escaped()), "");
        create(dbaUser(), DBA_PASSWORD, "ALL PRIVILEGES ON *.*", "WITH GRANT OPTION");
    }

    void dropUsers() {
        for (String user : List.of(name, dbaUser())) root.execute("DROP USER '%s'@'%%'".formatted(user));
    }

    void create() {
        root.execute("CREATE DATABASE `%s` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci".formatted(name));
    }

    /** Also drops those whose names begin with its name and "_": shadows and put-away copies. */
    void drop() {
        String mine =
                "SELECT schema_name AS name FROM information_schema.schemata WHERE schema_name = '%s' OR schema_name LIKE '%s\\_%%'";
        for (Map<String, Object> row : root.query(mine.formatted(name, escaped()))) {
            // A key that crosses from one schema into the other must not keep it.
            root.execute("SET SESSION foreign_key_checks = 0; DROP DATABASE `%s`".formatted(row.get("name")));
        }
    }

    private void create(String user, String password, String privileges, String option) {
        root.execute("CREATE USER '%s'@'%%' IDENTIFIED BY '%s'".formatted(user, password.replace("'", "''")));
        root.execute("GRANT %s TO '%s'@'%%' %s".formatted(privileges, user, option));
    }

    /** In a GRANT and in LIKE, "_" stands for any character. */
    private String escaped() {
        return name.replace("_", "\\_");
    }
}
