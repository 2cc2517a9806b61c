package io.backout.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** One file of bpmn/, as the conventions see it. */
record Diagram(Path file, BpmnModelInstance model) {
    static final Path DIRECTORY = Path.of("bpmn");

    static List<Diagram> all() throws IOException {
        List<Diagram> diagrams = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(DIRECTORY, "*.bpmn")) {
            files.forEach(file -> diagrams.add(new Diagram(file, Bpmn.readModelFromFile(file.toFile()))));
        }
        return diagrams;
    }

    Process process() {
        return elements(Process.class).iterator().next();
    }

    <T extends ModelElementInstance> Collection<T> elements(Class<T> type) {
        return model.getModelElementsByType(type);
    }

    String source() throws IOException {
        return Files.readString(file);
    }

    /** "serviceTask_stopApplication" is the word "stopApplication". */
    static String wordOf(String id) {
        return id.substring(id.indexOf('_') + 1);
    }

    /** "Stop application" is the word "stopApplication". */
    static String wordOfLabel(String label) {
        StringBuilder word = new StringBuilder();
        for (String part : label.replace(" that ", " ").split("\\W+", -1)) {
            word.append(
                    word.isEmpty()
                            ? part.substring(0, 1).toLowerCase(Locale.ROOT)
                            : part.substring(0, 1).toUpperCase(Locale.ROOT));
            word.append(part.substring(1));
        }
        return word.toString();
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}
