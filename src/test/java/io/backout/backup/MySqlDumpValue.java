package io.backout.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;

/** A value in the words of mysqldump 8.0. */
final class MySqlDumpValue {
    private static final Set<String> NUMBERS =
            Set.of("tinyint", "smallint", "mediumint", "int", "bigint", "float", "double", "decimal", "year");
    private static final Set<String> BINARY = Set.of(
            "bit",
            "binary",
            "varbinary",
            "tinyblob",
            "blob",
            "mediumblob",
            "longblob",
            "geometry",
            "point",
            "linestring",
            "polygon");

    private MySqlDumpValue() {}

    static void write(ByteArrayOutputStream to, byte[] value, String type, boolean hex) throws IOException {
        if (value == null) {
            print(to, "NULL");
        } else if (NUMBERS.contains(type)) {
            to.write(value);
        } else if (value.length == 0) {
            print(to, "''");
        } else if (BINARY.contains(type) && hex) {
            print(to, "0x" + HexFormat.of().withUpperCase().formatHex(value));
        } else {
            print(to, BINARY.contains(type) ? "_binary '" : "'");
            escape(to, value);
            to.write('\'');
        }
    }

    /** Of bytes that are no character, the one that looks like the beginning of several gets a backslash, too. */
    private static void escape(ByteArrayOutputStream to, byte[] value) {
        for (int i = 0; i < value.length; i++) {
            int length = characterAt(value, i);
            if (length > 1) {
                to.write(value, i, length);
                i += length - 1;
                continue;
            }
            int at = "\0\n\r\\'\"\032".indexOf(value[i]);
            if (at >= 0 || looksLong(value[i])) {
                to.write('\\');
            }
            to.write(at >= 0 ? "0nr\\'\"Z".charAt(at) : value[i]);
        }
    }

    private static int characterAt(byte[] value, int i) {
        for (int length = 2; length <= 4 && i + length <= value.length; length++) {
            String text = new String(value, i, length, StandardCharsets.UTF_8);
            if (text.codePointCount(0, text.length()) == 1 && text.codePointAt(0) != 0xFFFD) {
                return length;
            }
        }
        return 1;
    }

    private static boolean looksLong(byte first) {
        return (first & 0xFF) >= 0xC2 && (first & 0xFF) < 0xF8;
    }

    private static void print(ByteArrayOutputStream to, String text) {
        to.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
