package io.backout.backup;

import io.backout.backup.DumpProblem.Kind;
import io.backout.tool.ToolException;
import java.util.ArrayList;
import java.util.List;

/** Whether a dump may be restored at all. */
final class Restorable {
    private Restorable() {}

    /** @throws ToolException when it has what no restore may carry out, or cannot */
    static void require(Dump dump) {
        List<DumpProblem> problems = new ArrayList<>(dump.problems(Kind.STRUCTURE));
        problems.addAll(dump.problems(Kind.FORBIDDEN));
        if (!problems.isEmpty()) {
            throw refused(problems.get(0).what());
        }
        if (dump.tableNames().contains(Marker.TABLE)) {
            throw refused("has the table '%s', in which a restore keeps its marks".formatted(Marker.TABLE));
        }
        dump.objects().stream()
                .filter(object -> object.kind() == DumpObject.Kind.SEQUENCE)
                .findFirst()
                .ifPresent(sequence -> {
                    throw refused("has the sequence '%s', which Backout cannot restore".formatted(sequence.name()));
                });
    }

    private static ToolException refused(String what) {
        return new ToolException(
                "the backup %s; nothing was restored".formatted(what),
                "choose another backup; 'backout backup verify' says everything about each.");
    }
}
