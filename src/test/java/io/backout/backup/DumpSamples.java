package io.backout.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Dumps as clients write them. */
final class DumpSamples {
    private DumpSamples() {}

    /** A small dump of MariaDB's client with everything in it. */
    static String mariaDb() {
        return text("mariadb.sql");
    }

    /** The same of MySQL's client: one line for each INSERT, _binary, other comments. */
    static String mySql() {
        return text("mysql.sql");
    }

    private static String text(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/dumps", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Dump read(String dump) {
        return read(dump.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE);
    }

    /** Fed in pieces of so many bytes. */
    static Dump read(byte[] dump, int piece) {
        DumpLexer lexer = new DumpLexer();
        for (int from = 0; from < dump.length; from += Math.min(piece, dump.length - from)) {
            int length = Math.min(piece, dump.length - from);
            byte[] bytes = new byte[length];
            System.arraycopy(dump, from, bytes, 0, length);
            lexer.feed(bytes, length);
        }
        return lexer.end();
    }
}
