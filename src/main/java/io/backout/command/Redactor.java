package io.backout.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Takes secrets out of text before anyone sees it. */
public final class Redactor {
    private static final String MASK = "[secret]";
    /** User info of any URL: everything between the colon after the user and the last '@' before a blank or quote. */
    private static final Pattern URL_PASSWORD =
            // The scheme's length is bounded: without it a long word takes time with the square of its length.
            Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]{0,30}://[^\\s:/@'\"]*:)[^\\s'\"]*@");

    private final List<String> secrets;

    public Redactor(Collection<String> secrets) {
        // The longest first: a password may be part of another secret. Programs print line by line.
        this.secrets = secrets.stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(secret -> secret.length() >= 4)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    public String redact(String text) {
        String redacted = text;
        for (String secret : secrets) {
            redacted = redacted.replace(secret, MASK);
        }
        return URL_PASSWORD.matcher(redacted).replaceAll("$1" + MASK + "@");
    }
}
