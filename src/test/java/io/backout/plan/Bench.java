package io.backout.plan;

import io.backout.target.Target;
import io.backout.tool.HealthEndpoint.Answer;
import io.backout.tool.Schema;
import io.backout.tool.TestRepository;
import io.backout.tool.Tools;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A real git repository, and a database that answers and holds nothing. */
record Bench(TestRepository repository) {
    static Bench in(Path directory) {
        TestRepository repository = TestRepository.in(directory);
        repository.write(".gitignore", "node_modules\n.env*\n");
        return new Bench(repository);
    }

    Target target() {
        return repository.target();
    }

    Tools tools() {
        return new Tools(target(), TestRepository.runner());
    }

    Evidence evidence() {
        return new Evidence(
                Instant.EPOCH,
                new Evidence.Code(tools().git().head(), List.of(), List.of(), ""),
                new Evidence.Database(List.of(), new Schema(Map.of()), ""),
                List.of(),
                new Evidence.Processes(List.of(), ""),
                new Answer(200, "", ""),
                false,
                List.of());
    }

    /** Why the way back to a commit is refused. */
    List<String> refusals(String commit) {
        return ReleasePreconditions.look(target(), tools(), evidence(), commit, false).stream()
                .filter(finding -> !finding.holds())
                .map(Finding::sentence)
                .toList();
    }

    List<String> differences(String commit) {
        return Dependencies.differences(tools(), commit, repository.directory());
    }
}
