package io.backout.backup;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of one statement without comments and leading blanks; never those of rows. */
final class StatementText {
    private static final int LONGEST = 16 << 20;

    private byte[] bytes = new byte[1024];
    private int length;

    /** @return false when it grows too long to be kept */
    boolean add(byte next) {
        if (length == 0 && isBlank(next)) {
            return true;
        }
        if (length == bytes.length) {
            if (length >= LONGEST) {
                return false;
            }
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = next;
        return true;
    }

    void drop(int count) {
        length = Math.max(0, length - count);
    }

    void clear() {
        length = 0;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** Comments in it are a part of what its author wrote. */
    boolean isProgram() {
        return startsWith("CREATE") || startsWith("/*!50003 CREATE") || startsWith("/*!50106 CREATE");
    }

    boolean startsWith(String upperCase) {
        return hasAt(0, upperCase);
    }

    boolean endsWith(String upperCase) {
        int end = length;
        while (end > 0 && isBlank(bytes[end - 1])) {
            end--;
        }
        return hasAt(end - upperCase.length(), upperCase);
    }

    boolean same(byte[] other) {
        return Arrays.equals(bytes, 0, length, other, 0, other.length);
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    static boolean isBlank(byte value) {
        return value == ' ' || value == '\n' || value == '\r' || value == '\t';
    }

    private boolean hasAt(int from, String upperCase) {
        if (from < 0 || from + upperCase.length() > length) {
            return false;
        }
        for (int i = 0; i < upperCase.length(); i++) {
            if (Character.toUpperCase((char) bytes[from + i]) != upperCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
