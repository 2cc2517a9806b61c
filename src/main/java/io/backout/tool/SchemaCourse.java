package io.backout.tool;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Tells how far a schema has come on its way back: the course of every object that the statements touch is known. */
final class SchemaCourse {
    private final List<SchemaStatement> statements;

    SchemaCourse(List<SchemaStatement> statements) {
        this.statements = statements;
    }

    /** The touched objects after so many statements. */
    Map<String, String> after(int done) {
        Map<String, String> objects = new TreeMap<>();
        for (int i = 0; i < statements.size(); i++) {
            for (SchemaEffect effect : statements.get(i).effects()) {
                if (i < done) {
                    objects.put(effect.object(), effect.to());
                } else {
                    objects.putIfAbsent(effect.object(), effect.from());
                }
            }
        }
        return objects;
    }

    /** After how many statements the schema would look as it does; more than one where some change only data. */
    List<Integer> positions(Schema now) {
        return IntStream.rangeClosed(0, statements.size())
                .filter(done -> differences(now, done).isEmpty())
                .boxed()
                .toList();
    }

    /** What is not as it should be after so many statements, as sentences. */
    List<String> differences(Schema now, int done) {
        return after(done).entrySet().stream()
                .filter(wanted ->
                        !now.objects().getOrDefault(wanted.getKey(), "").equals(wanted.getValue()))
                .map(wanted -> "%s is %s instead of %s"
                        .formatted(
                                wanted.getKey(),
                                words(now.objects().getOrDefault(wanted.getKey(), "")),
                                words(wanted.getValue())))
                .toList();
    }

    private static String words(String definition) {
        return definition.isEmpty() ? "not there" : "'" + definition + "'";
    }
}
