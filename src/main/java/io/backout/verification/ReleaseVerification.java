package io.backout.verification;

import io.backout.plan.Dependencies;
import io.backout.plan.Evidence;
import io.backout.plan.SideBySide;
import io.backout.target.Release;
import io.backout.tool.Git;
import io.backout.tool.HealthEndpoint.Answer;
import io.backout.tool.Migration;
import io.backout.tool.MigrationState;
import io.backout.tool.Mysql;
import io.backout.tool.Pm2.Pm2Process;
import io.backout.tool.ScratchSchema;
import io.backout.tool.ToolException;
import io.backout.tool.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Proves that a release is really back: code, dependencies, database, processes, health and business. */
public final class ReleaseVerification {
    private final Tools tools;
    private final String commit;
    private final Before before;
    private final LogMarks marks;
    private final SideBySide probes;

    public ReleaseVerification(Tools tools, String commit, Before before, LogMarks marks, SideBySide probes) {
        this.tools = tools;
        this.commit = commit;
        this.before = before;
        this.marks = marks;
        this.probes = probes;
    }

    /**
     * Evidence from before something was touched.
     *
     * @param wanted the database is to be as it was then, whatever the release's migrations build: a cut-over was undone
     */
    public record Before(Evidence evidence, boolean wanted) {}

    /** What was found. @param migrationDiffers the database is not at the release's migrations or schema */
    public record Findings(List<CheckResult> checks, boolean migrationDiffers) {
        public boolean passed() {
            return checks.stream().allMatch(CheckResult::passed);
        }
    }

    /**
     * Looks at what does not move while the application starts, then waits until it answers or its time is up.
     *
     * @param services that must be online, and no other configured one
     */
    public Findings verify(List<String> services, BooleanSupplier cancelled) {
        long begun = System.currentTimeMillis();
        List<CheckResult> checks = new ArrayList<>(code());
        CheckResult history = history();
        CheckResult schema = schema();
        checks.add(history);
        checks.add(schema);
        HealthWatch watch = new HealthWatch(tools, commit, probes);
        Answer answer = watch.awaitGood(cancelled);
        checks.add(CheckResult.of(
                "health, several times in a row, by the wanted release", answer.healthy(), answer.problem()));
        checks.add(processes(services, watch.processes(), begun));
        if (checks.stream().allMatch(CheckResult::passed)) {
            checks.addAll(new BusinessChecks(tools, marks).run());
        }
        return new Findings(checks, !history.passed() || !schema.passed());
    }

    private List<CheckResult> code() {
        Git git = tools.git();
        String head = git.head();
        List<String> changes = git.localChanges();
        List<String> dependencies =
                Dependencies.differences(tools, commit, tools.target().directory());
        return List.of(
                CheckResult.of(
                        "wanted commit is checked out",
                        head.equals(commit),
                        "'%s' is checked out".formatted(Release.shortCommit(head))),
                CheckResult.of("no tracked file differs", changes.isEmpty(), "these differ: " + changes),
                CheckResult.of(
                        Dependencies.hasLockFile(tools, commit)
                                ? "dependencies are as locked"
                                : "dependencies are there; the release locks no versions",
                        dependencies.isEmpty(),
                        some(dependencies)),
                CheckResult.of(
                        "client is generated from the release's schema",
                        Dependencies.clientIsCurrent(
                                tools, commit, tools.target().directory()),
                        "it was made from another schema"));
    }

    private CheckResult history() {
        try {
            if (before.wanted()) {
                return CheckResult.of(
                        "migration history is as before the cut-over",
                        tools.mysql()
                                .migrations()
                                .equals(before.evidence().database().migrations()),
                        "it is another one");
            }
            List<String> wrong =
                    MigrationState.of(tools.mysql().migrations(), Migration.of(tools.git(), commit)).stream()
                            .filter(state -> !state.asReleased())
                            .map(MigrationState::sentence)
                            .toList();
            return CheckResult.of("migration history is the release's", wrong.isEmpty(), some(wrong));
        } catch (ToolException e) {
            return CheckResult.of("migration history is the release's", false, e.fact());
        }
    }

    /** Without the administrator's account, or where that is what is wanted, it is compared with the evidence. */
    private CheckResult schema() {
        boolean canBuild = !before.wanted() && tools.target().properties().databaseAdministrator() != null;
        String name =
                canBuild ? "schema is as the release's migrations build it" : "schema is unchanged since the evidence";
        try {
            Mysql mysql = tools.mysql();
            List<String> differences = canBuild
                    ? mysql.wholeSchema()
                            .differencesFrom(new ScratchSchema(mysql).build(Migration.of(tools.git(), commit)))
                    : mysql.schema()
                            .differencesFrom(before.evidence().database().schema());
            return CheckResult.of(name, differences.isEmpty(), some(differences));
        } catch (ToolException e) {
            return CheckResult.of(name, false, e.fact());
        }
    }

    private static CheckResult processes(List<String> wanted, List<Pm2Process> now, long begun) {
        List<String> problems = new ArrayList<>();
        for (String name : wanted) {
            if (now.stream().noneMatch(process -> process.name().equals(name))) {
                problems.add("'%s' is unknown to pm2".formatted(name));
            }
        }
        for (Pm2Process process : now) {
            if (!wanted.contains(process.name())) {
                if (process.online()) {
                    problems.add("'%s' was stopped before, and is online".formatted(process.name()));
                }
            } else if (!process.online()) {
                problems.add("'%s' is %s".formatted(process.name(), process.status()));
            } else if (process.startedAt() > begun) {
                problems.add("'%s' crashed and was restarted by pm2".formatted(process.name()));
            }
        }
        return CheckResult.of("exactly the right processes are online and stay up", problems.isEmpty(), some(problems));
    }

    private static String some(List<String> problems) {
        int more = Math.max(0, problems.size() - 5);
        return String.join(
                "; ",
                Stream.concat(problems.stream().limit(5), more == 0 ? Stream.of() : Stream.of("and " + more + " more"))
                        .toList());
    }
}
