package io.backout.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.command.Command;
import io.backout.command.CommandResult;
import io.backout.command.CommandRunner;
import io.backout.target.Target;
import io.backout.target.TestTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Exactly these programs with exactly these arguments are run on a production host. */
class ArgumentsTest {
    private static final String COMMIT = "0123456789012345678901234567890123456789";

    private final Target target = TestTarget.in(Path.of("/srv/easy-erp"))
            .environment("PM2_HOME", "/srv/.pm2")
            .target();
    private final List<Command> commands = new ArrayList<>();
    private final CommandRunner runner = command -> {
        commands.add(command);
        String stdout = command.argv().contains("rev-parse") ? COMMIT : "";
        return new CommandResult(0, stdout, false, "", Duration.ZERO);
    };

    @Test
    void git() {
        Git git = new Git(target, runner);
        git.isShallow();
        git.head();
        git.find("v1.3.0");
        git.isAncestor("a", "b");
        git.history(20);
        git.tags();
        git.localChanges();
        git.untracked();
        git.notTracked(Path.of("/srv/easy-erp/.git/backout/RB-1/prepared"));
        git.notTrackedFiles();
        git.show("v1.3.0", "package.json");
        git.changed("a", "b", List.of("package.json"));
        git.patch(Path.of("/data/local.patch"));
        git.keep("RB-1/left", COMMIT);
        git.addWorktree(Path.of(".git/backout/prepared"), COMMIT);
        git.removeWorktree(Path.of(".git/backout/prepared"));
        git.resetHard(COMMIT);
        assertThat(commands.stream().map(Command::rendered))
                .containsExactly(
                        "git rev-parse --is-shallow-repository",
                        "git rev-parse HEAD",
                        "git rev-parse --verify --quiet --end-of-options 'v1.3.0^{commit}'",
                        "git merge-base --is-ancestor a b",
                        "git log --first-parent --no-show-signature -n 20 --format=%H%x1f%ct%x1f%s HEAD",
                        "git for-each-ref '--format=%(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end)"
                                + " %(refname:strip=2)' refs/tags",
                        "git status --porcelain -z --untracked-files=no",
                        "git ls-files -v -s -z",
                        "git ls-files -z --others --exclude-standard",
                        "git -C /srv/easy-erp/.git/backout/RB-1/prepared ls-files -z --others --directory",
                        "git ls-files -z --others -- . ':!node_modules'",
                        "git ls-tree -r -z v1.3.0",
                        "git diff-tree -r --name-only -z a b -- package.json",
                        "git diff --binary --no-color --no-ext-diff --no-textconv --submodule=short --src-prefix=a/"
                                + " --dst-prefix=b/ --output=/data/local.patch HEAD",
                        "git update-ref refs/backout/RB-1/left " + COMMIT,
                        "git worktree add --force --detach .git/backout/prepared " + COMMIT,
                        "git worktree remove --force --force .git/backout/prepared",
                        "git worktree prune",
                        "git reset --hard " + COMMIT);
        assertThat(commands).allSatisfy(command -> {
            assertThat(command.directory()).isEqualTo(Path.of("/srv/easy-erp"));
            assertThat(command.environment())
                    .containsAllEntriesOf(
                            Map.of("PM2_HOME", "/srv/.pm2", "GIT_TERMINAL_PROMPT", "0", "GIT_OPTIONAL_LOCKS", "0"));
            assertThat(command.limit()).isEqualTo(Duration.ofSeconds(60));
        });
    }

    @Test
    void pm2() {
        new Pm2(target, runner).stop();
        new Pm2(target, runner).start();
        expect("/srv/easy-erp", "pm2 stop easy-erp easy-erp-worker", "pm2 start easy-erp easy-erp-worker");
    }

    @Test
    void npm() {
        new Npm(target, runner).install(Path.of("/srv/prepared"));
        expect("/srv/prepared", "npm ci --prefer-offline --no-audit --no-fund");
        assertThat(commands.get(0).limit()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void prisma() {
        new Prisma(target, runner).generate(Path.of("/srv/prepared"));
        expect("/srv/prepared", "node_modules/.bin/prisma generate");
    }

    private void expect(String directory, String... rendered) {
        assertThat(commands.stream().map(Command::rendered)).containsExactly(rendered);
        assertThat(commands).allSatisfy(command -> {
            assertThat(command.directory()).isEqualTo(Path.of(directory));
            assertThat(command.environment()).isEqualTo(Map.of("PM2_HOME", "/srv/.pm2"));
        });
    }
}
