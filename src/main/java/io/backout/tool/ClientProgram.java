package io.backout.tool;

/**
 * A program that comes with a database server.
 *
 * @param version as it names itself, with its flavour
 */
public record ClientProgram(String program, String version) {
    static final String MARIA_DB = "MariaDB";

    boolean isMariaDb() {
        return version.contains(MARIA_DB);
    }
}
