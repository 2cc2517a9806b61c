package io.backout.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One file of forms/, as the conventions see it. */
record Form(Path file, JsonNode json) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path DIRECTORY = Path.of("forms");

    static List<Form> all() throws IOException {
        List<Form> forms = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(DIRECTORY, "*.form")) {
            for (Path file : files) {
                forms.add(new Form(file, MAPPER.readTree(file.toFile())));
            }
        }
        return forms;
    }

    static Form read(String id) throws IOException {
        Path file = DIRECTORY.resolve(id + ".form");
        return new Form(file, MAPPER.readTree(file.toFile()));
    }

    List<JsonNode> fields() {
        return json.findParents("key");
    }

    List<String> keys() {
        return fields().stream().map(field -> field.get("key").asText()).toList();
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}
