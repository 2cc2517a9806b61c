package io.backout.tool;

import java.util.Comparator;
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
                .filter(done -> differences(now, done).isEmpty() && !happened(now, done))
                .boxed()
                .toList();
    }

    /** Whether the schema is already as the statement would leave it, though the statement's turn is only now. */
    boolean happened(Schema now, int statement) {
        List<SchemaEffect> effects =
                statement < statements.size() ? statements.get(statement).effects() : List.of();
        return !effects.isEmpty()
                && effects.stream()
                        .allMatch(effect -> definition(now, effect.object()).equals(effect.to()));
    }

    /** To the place where the schema fits best, or nobody could tell from them what was changed. */
    List<String> leastDifferences(Schema now) {
        return IntStream.rangeClosed(0, statements.size())
                .mapToObj(done -> differences(now, done))
                .min(Comparator.comparing(List::size))
                .orElseThrow();
    }

    /** What is not as it should be after so many statements, as sentences. */
    List<String> differences(Schema now, int done) {
        return after(done).entrySet().stream()
                .filter(wanted -> !definition(now, wanted.getKey()).equals(wanted.getValue()))
                .filter(wanted -> !wentByItself(now, wanted.getKey(), done))
                .map(wanted -> "%s is %s instead of %s"
                        .formatted(wanted.getKey(), words(definition(now, wanted.getKey())), words(wanted.getValue())))
                .toList();
    }

    /** An index that the server made for a foreign key goes as soon as another one serves it; its copy does not. */
    private boolean wentByItself(Schema now, String object, int done) {
        return object.startsWith("index ")
                && definition(now, object).isEmpty()
                && statements.subList(done, statements.size()).stream()
                        .flatMap(statement -> statement.effects().stream())
                        .filter(effect -> effect.object().equals(object))
                        .findFirst()
                        .filter(effect -> effect.to().isEmpty())
                        .isPresent();
    }

    private static String definition(Schema schema, String object) {
        return schema.objects().getOrDefault(object, "");
    }

    private static String words(String definition) {
        return definition.isEmpty() ? "not there" : "'" + definition + "'";
    }
}
