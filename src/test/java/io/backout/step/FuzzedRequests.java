package io.backout.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** Requests as an OpenAPI document describes them: mostly of the right shape, with awkward values, and sometimes not. */
final class FuzzedRequests {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern VARIABLE = Pattern.compile("\\{\\w+}");
    private static final List<String> AWKWARD = List.of(
            "",
            " ",
            "a",
            "APPROVE",
            "REFUSE",
            "STOP",
            "CLIMB",
            "HAPPENED",
            "dba",
            "null",
            "-1",
            "%00",
            "a\u0000b",
            "'; DROP TABLE rollback; --",
            "${7*7}#{7*7}",
            "../../etc/passwd",
            "登录失败 🔥",
            "\ud800",
            "line\r\nSet-Cookie: a=b",
            "x".repeat(2_001),
            "x".repeat(70_000));

    private final JsonNode document;
    private final Random random;
    private final List<String> known;

    /** @param known ids that exist, so that requests get past the first question */
    FuzzedRequests(JsonNode document, Random random, List<String> known) {
        this.document = document;
        this.random = random;
        this.known = known;
    }

    record Fuzzed(String operation, String method, String path, String body) {
        @Override
        public String toString() {
            return "%s %.200s %.300s".formatted(method, path, body);
        }
    }

    /** One request to each operation. */
    List<Fuzzed> round() {
        List<Fuzzed> requests = new ArrayList<>();
        document.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> requests.add(new Fuzzed(
                        path.getKey(),
                        operation.getKey().toUpperCase(java.util.Locale.ROOT),
                        path(path.getKey(), operation.getValue()),
                        body(operation.getValue())))));
        return requests;
    }

    private String path(String template, JsonNode operation) {
        StringBuilder query = new StringBuilder();
        operation.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query") && random.nextBoolean()) {
                query.append(query.isEmpty() ? "?" : "&")
                        .append(parameter.path("name").asText())
                        .append("=")
                        .append(encoded(text()));
            }
        });
        return VARIABLE.matcher(template)
                        .replaceAll(it -> java.util.regex.Matcher.quoteReplacement(
                                random.nextInt(4) > 0
                                        ? known.get(random.nextInt(known.size()))
                                        : "x" + encoded(shortText())))
                + query;
    }

    private String body(JsonNode operation) {
        JsonNode schema = operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        return schema.isMissingNode() ? "" : value(schema, 0).toString();
    }

    private JsonNode value(JsonNode schema, int depth) {
        if (random.nextInt(12) == 0) {
            return wrong();
        }
        if (schema.has("$ref")) {
            String name = schema.path("$ref").asText().replaceFirst(".*/", "");
            return value(document.path("components").path("schemas").path(name), depth + 1);
        }
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema, depth);
            case "array" -> {
                ArrayNode array = NODES.arrayNode();
                for (int i = random.nextInt(3); i > 0; i--) {
                    array.add(value(schema.path("items"), depth + 1));
                }
                yield array;
            }
            case "integer" ->
                NODES.numberNode(List.of(-1, 0, 1, 2, 3, 4, Integer.MAX_VALUE).get(random.nextInt(7)));
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            default -> NODES.textNode(text());
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        schema.path("properties").properties().forEach(property -> {
            if (random.nextInt(5) > 0) {
                object.set(property.getKey(), value(property.getValue(), depth + 1));
            }
        });
        if (random.nextInt(15) == 0) {
            object.put("unknown", 1);
        }
        return object;
    }

    private JsonNode wrong() {
        return switch (random.nextInt(5)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.numberNode(1.5e300);
            case 2 -> NODES.arrayNode().add(NODES.arrayNode());
            case 3 -> NODES.objectNode().set("a", NODES.objectNode());
            default -> NODES.textNode(text());
        };
    }

    private String text() {
        return random.nextInt(3) == 0
                ? known.get(random.nextInt(known.size()))
                : AWKWARD.get(random.nextInt(AWKWARD.size()));
    }

    private String shortText() {
        String text = text();
        return text.length() > 500 ? "long" : text;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text.length() > 500 ? "long" : text, StandardCharsets.UTF_8);
    }
}
