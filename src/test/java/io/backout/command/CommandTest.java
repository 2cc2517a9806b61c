package io.backout.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandTest {
    @Test
    void isRenderedSoThatAShellReadsTheSameArguments() {
        List<String> argv = List.of(
                "printf",
                "%s,",
                "v1.3.0",
                "a b",
                "it's",
                "$HOME",
                "`id`",
                "a\"b",
                "",
                "*",
                "中文",
                "x;y",
                "~",
                "--format=%H");
        String rendered = command(argv).rendered();
        assertThat(rendered)
                .isEqualTo(
                        "printf %s, v1.3.0 'a b' 'it'\\''s' '$HOME' '`id`' 'a\"b' '' '*' '中文' 'x;y' '~' --format=%H");
        String read = Programs.runner()
                .read(new Command(List.of("sh", "-c", rendered), Path.of("/"), Map.of(), Duration.ofSeconds(10)));
        assertThat(read).isEqualTo(String.join(",", argv.subList(2, argv.size())) + ",");
    }

    @Test
    void needsAProgram() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> command(List.of()))
                .withMessage("a command needs at least the program's name");
    }

    @Test
    void doesNotChangeWithTheListItWasMadeOf() {
        List<String> argv = new ArrayList<>(List.of("git", "status"));
        Command command = command(argv);
        argv.set(1, "clean");
        assertThat(command.argv()).containsExactly("git", "status");
    }

    private static Command command(List<String> argv) {
        return new Command(argv, Path.of("/"), Map.of(), Duration.ofSeconds(1));
    }
}
