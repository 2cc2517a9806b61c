package io.backout.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers only the commands that a test expects, and remembers them. */
public final class FakeRunner implements CommandRunner {
    private final Map<String, CommandResult> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    public FakeRunner answer(String rendered, String stdout) {
        return answer(rendered, 0, stdout);
    }

    public FakeRunner answer(String rendered, int exitCode, String stdout) {
        answers.put(rendered, new CommandResult(exitCode, stdout, false, stdout, Duration.ZERO));
        return this;
    }

    public FakeRunner answerCut(String rendered, String stdout) {
        answers.put(rendered, new CommandResult(0, stdout, true, stdout, Duration.ZERO));
        return this;
    }

    @Override
    public CommandResult run(Command command) {
        asked.add(command.rendered());
        CommandResult answer = answers.get(command.rendered());
        if (answer == null) {
            throw new AssertionError("nobody expected '" + command.rendered() + "'");
        }
        return answer;
    }

    public List<String> asked() {
        return List.copyOf(asked);
    }
}
