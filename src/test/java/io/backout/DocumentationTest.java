package io.backout;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.BackoutServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** What the documents say must be so; the README's first command itself is run by DemoIT, the second is this build. */
class DocumentationTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");
    private static final Pattern MAIN_CLASS = Pattern.compile("-Dmain\\.class=([\\w.]+)");

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(
                    Stream.of(Path.of("README.md"), Path.of("README.zh-CN.md"), Path.of("CHANGELOG.md")),
                    docs.filter(file -> file.toString().endsWith(".md")))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadSomewhere(Path document) throws IOException {
        Matcher link = LINK.matcher(Files.readString(document));
        while (link.find()) {
            Path parent = document.toAbsolutePath().getParent();
            assertThat(parent.resolve(link.group(1))).exists();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void classesInCommandsExist(Path document) throws IOException, ClassNotFoundException {
        Matcher main = MAIN_CLASS.matcher(Files.readString(document));
        while (main.find()) {
            assertThat(Class.forName(main.group(1)).getDeclaredMethods())
                    .anyMatch(method -> method.getName().equals("main"));
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void profilesInCommandsExist(Path document) throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        Matcher profile = Pattern.compile("mvn [^\\n`]*-P(\\w+)").matcher(Files.readString(document));
        while (profile.find()) {
            assertThat(pom).contains("<id>" + profile.group(1) + "</id>");
        }
    }

    @Test
    void bothReadmesGiveTheSameCommandsAndTheSameConfiguration() throws IOException {
        assertThat(blocks("README.zh-CN.md", "bash")).isEqualTo(blocks("README.md", "bash"));
        assertThat(blocks("README.zh-CN.md", "yaml")).isEqualTo(blocks("README.md", "yaml"));
        assertThat(blocks("README.md", "bash")).containsExactly("mvn -q -Pdemo verify", "mvn verify");
        new Yaml().load(blocks("README.md", "yaml").get(0));
        String start = "java %s -jar target/backout.jar".formatted(String.join(" ", BackoutServer.OPTIONS));
        assertThat(Files.readString(Path.of("README.md"))).contains(start);
        assertThat(Files.readString(Path.of("README.zh-CN.md"))).contains(start);
    }

    @Test
    void continuousIntegrationRunsTheReadmesTestCommand() throws IOException {
        assertThat(Files.readString(Path.of(".ci/run"))).contains("mvn -B -ntp verify");
    }

    /** Code blocks of a language, without the comments behind their commands. */
    private static List<String> blocks(String file, String language) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of(file)));
        return block.results()
                .map(found -> found.group(1).replaceAll("(?m) +#.*$", "").strip())
                .toList();
    }
}
