package io.backout.plan;

import io.backout.target.Release;
import io.backout.tool.HealthEndpoint.Answer;
import io.backout.tool.MigrationRow;
import io.backout.tool.MigrationState;
import io.backout.tool.Pm2.Pm2Process;
import io.backout.tool.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Facts about a target, probed without changing or starting anything. What could not be probed says why in its
 * {@code problem}, which is empty when all is well.
 *
 * @param migrations compared with what is checked out; empty when either could not be read
 * @param runsHead the application is healthy, runs exactly what is checked out, and no migration failed half-way
 * @param releases that can be gone back to, the newest first
 */
public record Evidence(
        Instant at,
        Code code,
        Database database,
        List<MigrationState> migrations,
        Processes processes,
        Answer health,
        boolean runsHead,
        List<Release> releases) {
    /** What is checked out; {@code head} is empty when there is no usable repository. */
    public record Code(String head, List<String> localChanges, List<String> untracked, String problem) {}

    /** Prisma's history and the live schema. */
    public record Database(List<MigrationRow> migrations, Schema schema, String problem) {
        static final Schema NONE = new Schema(Map.of());

        public boolean reachable() {
            return problem.isEmpty();
        }

        /** Half a migration may break what a health endpoint does not ask for. */
        boolean sound() {
            return reachable() && failed().isEmpty();
        }

        public List<MigrationRow> applied() {
            return migrations.stream().filter(MigrationRow::applied).toList();
        }

        public List<MigrationRow> failed() {
            return migrations.stream()
                    .filter(row -> row.state() == MigrationRow.State.FAILED)
                    .toList();
        }
    }

    /** The configured processes that pm2 knows. */
    public record Processes(List<Pm2Process> list, String problem) {}

    public Optional<Release> headRelease() {
        return release(code.head());
    }

    public Optional<Release> release(String commit) {
        return releases.stream()
                .filter(release -> release.commit().equals(commit))
                .findFirst();
    }

    /** The newest release before the one checked out that was seen healthy and never went bad. */
    public Optional<Release> preselected() {
        return releases.stream()
                .filter(release -> !release.commit().equals(code.head()))
                .filter(release -> release.verdict() == Release.Verdict.VERIFIED)
                .findFirst();
    }
}
