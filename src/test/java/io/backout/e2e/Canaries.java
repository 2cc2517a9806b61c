package io.backout.e2e;

import io.backout.sample.SampleDatabase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Secrets that are nowhere else, by where they were put; whoever finds one knows where it came from. */
record Canaries(Map<String, String> texts) {
    static final String TOKEN = "kanarie-token-4f1d9b";
    static final String NOTE = "kanarie-note-77c0e2";
    static final String PARAMETER = "kanarie-parameter-a83e55";

    static Canaries of(SampleDatabase database) {
        Map<String, String> texts = new TreeMap<>();
        texts.put("a token in the environment file", TOKEN);
        texts.put("a value with a harmless name in the environment file", NOTE);
        texts.put("a parameter of the database's URL", PARAMETER);
        texts.put("the application's password", database.password());
        texts.put("the application's password, encoded", database.url().replaceAll("^mysql://[^:]*:|@[^@]*$", ""));
        texts.put("the administrator's password", database.dbaPassword());
        return new Canaries(texts);
    }

    /** What of them stands in a text. */
    List<String> in(String text) {
        return texts.entrySet().stream()
                .filter(canary -> text.contains(canary.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
