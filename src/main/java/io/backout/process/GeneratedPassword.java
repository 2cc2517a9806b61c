package io.backout.process;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A password for the administrator that nobody configured: random, and as the password policy wants it. */
final class GeneratedPassword {
    /** Without characters that look alike. */
    private static final List<String> ALPHABETS =
            List.of("abcdefghijkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "-+=.:");

    private static final int LENGTH = 20;

    private GeneratedPassword() {}

    static String create() {
        SecureRandom random = new SecureRandom();
        List<Character> characters = new ArrayList<>();
        for (int i = 0; i < LENGTH; i++) {
            String alphabet = ALPHABETS.get(i % ALPHABETS.size());
            characters.add(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        Collections.shuffle(characters, random);
        StringBuilder password = new StringBuilder();
        characters.forEach(password::append);
        return password.toString();
    }
}
