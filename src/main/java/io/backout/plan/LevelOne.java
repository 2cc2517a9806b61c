package io.backout.plan;

import io.backout.command.Command;
import io.backout.target.Target;
import io.backout.tool.Tools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What level 1 has to do on the way from one commit to another, and with which commands. */
final class LevelOne {
    private final Target target;
    private final Tools tools;
    private final String from;
    private final String to;
    private final boolean install;
    private final boolean generate;

    LevelOne(Target target, Tools tools, String from, String to) {
        this.target = target;
        this.tools = tools;
        this.from = from;
        this.to = to;
        this.install = Dependencies.differ(tools, to, target.directory());
        this.generate = install || !Dependencies.clientIsCurrent(tools, to, target.directory());
    }

    boolean needsInstall() {
        return install;
    }

    boolean needsGenerate() {
        return generate;
    }

    List<String> commands(Step step) {
        return switch (step) {
            case PRESERVE_EVIDENCE ->
                List.of("keep local changes of " + from + ", process states and logs under the data directory");
            case PREPARE_RELEASE -> prepare();
            case STOP_APPLICATION -> List.of(tools.pm2().stopCommand().rendered());
            case SWITCH_RELEASE -> switchRelease();
            case START_APPLICATION -> List.of(tools.pm2().startCommand().rendered());
            case VERIFY_RELEASE ->
                List.of("GET " + target.properties().healthUrl()
                        + ", code, dependencies, migrations, schema, processes and business checks");
            default -> throw new IllegalArgumentException("'" + step.id() + "' is no step of level 1");
        };
    }

    private List<String> prepare() {
        if (!install && !generate) {
            return List.of("nothing: dependencies and client are those of the release");
        }
        Path aside = Dependencies.PREPARED;
        List<Command> commands = new ArrayList<>();
        commands.add(tools.git().addWorktreeCommand(aside, to));
        if (install && Dependencies.hasLockFile(tools, to)) {
            commands.add(tools.npm().installCommand(aside));
        }
        commands.add(tools.prisma().generateCommand(aside));
        return commands.stream().map(Command::rendered).toList();
    }

    private List<String> switchRelease() {
        List<String> commands =
                new ArrayList<>(List.of(tools.git().resetHardCommand(to).rendered()));
        if (generate) {
            commands.add("move the prepared dependencies and client in");
        }
        return commands;
    }
}
