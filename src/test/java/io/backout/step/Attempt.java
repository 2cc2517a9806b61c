package io.backout.step;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** One request at one door; what it is about is only known when there is a rollback in the right place. */
record Attempt(Door door, String name, Function<Situation, Request> request) {
    /** A rollback, its process instance, and the task and the stuck job where there are any. */
    record Situation(String rollback, String instance, String task, String job, String planHash) {}

    record Request(String method, String path, Map<String, ?> body) {}

    static Attempt onApi(String method, String path, Function<Situation, Map<String, ?>> body) {
        return new Attempt(
                Door.API,
                method + " " + path,
                it -> new Request(method, path.replace("{id}", it.rollback()), body.apply(it)));
    }

    /** Tasklist, Cockpit and the engine's REST speak the same language. */
    static List<Attempt> onEngine(String method, String path, Map<String, ?> body) {
        return List.of(engine(Door.TASKLIST, method, path, body), engine(Door.ENGINE_REST, method, path, body));
    }

    private static Attempt engine(Door door, String method, String path, Map<String, ?> body) {
        return new Attempt(
                door,
                method + " " + path,
                it -> new Request(
                        method,
                        path.replace("{instance}", it.instance())
                                .replace("{task}", it.task())
                                .replace("{job}", it.job()),
                        filled(body, it)));
    }

    /** What a form sends. */
    static Map<String, Object> variables(Map<String, String> fields) {
        Map<String, Object> variables = new TreeMap<>();
        fields.forEach((name, value) -> variables.put(name, Map.of("value", value, "type", "String")));
        return Map.of("variables", variables);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> filled(Map<String, ?> body, Situation it) {
        Map<String, Object> filled = new TreeMap<>();
        body.forEach((key, value) -> filled.put(
                key,
                value instanceof Map<?, ?> inner
                        ? filled((Map<String, ?>) inner, it)
                        : value instanceof String text
                                ? text.replace("{id}", it.rollback()).replace("{planHash}", it.planHash())
                                : value));
        return filled;
    }
}
