package io.backout.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.backout.demo.RollbackApi.Reply;
import io.backout.record.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The record of one rollback, as an auditor reads and recomputes it. */
public record Chain(List<JsonNode> entries) {
    public static Chain of(Reply record) {
        List<JsonNode> entries = new ArrayList<>();
        record.body().forEach(entries::add);
        return new Chain(entries);
    }

    public List<String> actions() {
        return entries.stream().map(entry -> entry.path("action").asText()).toList();
    }

    public List<String> sentences() {
        return entries.stream().map(entry -> entry.path("sentence").asText()).toList();
    }

    /** The last sentence of this action. */
    public String sentence(String action) {
        return entries.stream()
                .filter(entry -> entry.path("action").asText().equals(action))
                .reduce((first, last) -> last)
                .map(entry -> entry.path("sentence").asText())
                .orElse("");
    }

    /** Every entry follows the one before it, and every hash is that of its entry. */
    public boolean isWhole() {
        for (int i = 0; i < entries.size(); i++) {
            JsonNode entry = entries.get(i);
            boolean follows = i == 0
                    || (entry.path("previousHash").equals(entries.get(i - 1).path("hash"))
                            && entry.path("seq").asLong()
                                    == entries.get(i - 1).path("seq").asLong() + 1);
            if (!follows || !entry.path("hash").asText().equals(hashOf(entry))) {
                return false;
            }
        }
        return !entries.isEmpty();
    }

    private static String hashOf(JsonNode entry) {
        return Sha256.of(String.join(
                "\n",
                entry.path("seq").asText(),
                entry.path("rollbackId").asText(),
                String.valueOf(Instant.parse(entry.path("at").asText()).toEpochMilli()),
                entry.path("actor").asText(),
                entry.path("action").asText(),
                entry.path("sentence").asText(),
                entry.path("previousHash").asText()));
    }
}
