package io.backout.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.target.BackoutProperties.User;
import io.backout.target.TargetProperties.DatabaseAdministrator;
import io.backout.target.TargetProperties.TimeLimits;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.yaml.snakeyaml.Yaml;

/** docs/configuration.md lists exactly the keys that there are, with their true defaults. */
class ConfigurationDocumentTest {
    private static String document = "";

    @BeforeAll
    static void read() throws IOException {
        document = Files.readString(Path.of("docs/configuration.md"));
    }

    @ParameterizedTest
    @ValueSource(classes = {BackoutProperties.class, TargetProperties.class})
    void listsTheKeysAndTheirDefaults(Class<?> properties) {
        String header = properties == BackoutProperties.class ? "key under `backout`" : "key of a target";
        Map<String, List<String>> rows = table(header);
        assertThat(rows.keySet()).containsExactlyElementsOf(keys(properties));
        for (Parameter component : components(properties)) {
            String shown = rows.get(key(component)).get(0);
            DefaultValue value = component.getAnnotation(DefaultValue.class);
            if (value != null && value.value().length == 1) {
                assertThat(shown).as(key(component)).isEqualTo("`" + value.value()[0] + "`");
            } else if (value == null && !isNullable(component)) {
                assertThat(shown).as(key(component)).isEqualTo("required");
            } else {
                assertThat(shown).as(key(component)).matches("none|required|as above|the duty's letters|`BACKOUT_.*");
            }
        }
    }

    @Test
    void listsTheKeysInsideOfKeys() {
        assertThat(quoted(table("key under `backout`").get("users").get(1))).containsAll(keys(User.class));
        Map<String, List<String>> target = table("key of a target");
        assertThat(quoted(target.get("database-administrator").get(1))).containsAll(keys(DatabaseAdministrator.class));
        assertThat(quoted(target.get("time-limits").get(1))).containsExactlyElementsOf(keys(TimeLimits.class));
    }

    @Test
    void showsTheDefaultTimeLimitsInItsExample() {
        assertThat(example("targets", "easy-erp", "time-limits")).isEqualTo(defaults(TimeLimits.class));
    }

    @Test
    void usesInItsExampleOnlyKeysThatThereAre() {
        assertThat(keys(BackoutProperties.class)).containsAll(example().keySet());
        assertThat(keys(TargetProperties.class))
                .containsAll(example("targets", "easy-erp").keySet());
    }

    @Test
    void listsTheChecksWithTheirKeysAndDefaults() {
        Map<String, List<String>> rows = table("check");
        Map<String, Class<?>> kinds = new LinkedHashMap<>();
        for (Parameter component : components(BusinessCheck.class)) {
            if (component.getType().isRecord()) {
                kinds.put(key(component), component.getType());
            }
        }
        assertThat(rows.keySet())
                .containsExactlyElementsOf(kinds.entrySet().stream()
                        .map(kind -> "%s: {%s}".formatted(kind.getKey(), String.join(", ", keys(kind.getValue()))))
                        .toList());
        kinds.forEach((kind, type) -> defaults(type).forEach((key, value) -> assertThat(rows.toString())
                .contains("`%s` (default %s)".formatted(key, value))));
        assertThat(document).contains("A check has a `name`, an optional `timeout` (default 10 s)");
        assertThat(defaults(BusinessCheck.class)).isEqualTo(Map.of("timeout", "10s"));
    }

    /** First column, without its quotes, to the other columns. */
    private static Map<String, List<String>> table(String header) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        document.lines()
                .dropWhile(line -> !line.startsWith("| " + header + " |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .forEach(cells -> rows.put(cells.get(1).replace("`", ""), cells.subList(2, cells.size())));
        return rows;
    }

    private static List<String> quoted(String cell) {
        return Pattern.compile("`([^`]+)`")
                .matcher(cell)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> example(String... path) {
        Matcher block = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(document);
        assertThat(block.find()).isTrue();
        Map<String, Object> inside =
                (Map<String, Object>) ((Map<String, Object>) new Yaml().load(block.group(1))).get("backout");
        for (String key : path) {
            inside = (Map<String, Object>) inside.get(key);
        }
        return inside;
    }

    private static List<String> keys(Class<?> type) {
        return components(type).stream().map(ConfigurationDocumentTest::key).toList();
    }

    /** As a user writes it. */
    private static String key(Parameter component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }

    private static Map<String, String> defaults(Class<?> type) {
        Map<String, String> defaults = new LinkedHashMap<>();
        for (Parameter component : components(type)) {
            DefaultValue value = component.getAnnotation(DefaultValue.class);
            if (value != null) {
                defaults.put(key(component), String.join(",", value.value()));
            }
        }
        return defaults;
    }

    /** Spring binds the parameters of the constructor; the annotations stand there only. */
    private static List<Parameter> components(Class<?> type) {
        return List.of(type.getDeclaredConstructors()[0].getParameters());
    }

    private static boolean isNullable(Parameter component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
