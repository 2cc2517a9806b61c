package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.command.CommandScope;
import io.backout.plan.SchemaReversal;
import io.backout.sample.Fault;
import io.backout.sample.SampleDatabase;
import io.backout.target.TestTarget;
import io.backout.tool.Git;
import io.backout.tool.Migration;
import io.backout.tool.MigrationHistory;
import io.backout.tool.MigrationRow;
import io.backout.tool.MigrationState;
import io.backout.tool.Mysql;
import io.backout.tool.Rehearsal;
import io.backout.tool.Schema;
import io.backout.tool.SchemaStatement;
import io.backout.tool.SchemaStatements;
import io.backout.tool.ScratchSchema;
import io.backout.tool.ToolException;
import io.backout.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Marking a migration as rolled back has the effect of the real command line on the real history. */
@ExtendWith(OnTheScene.class)
class MigrationHistoryIT {
    private static final String MIGRATION = "20250821015630_add_shipment_file_field";

    private final Scene scene;
    private final Tools tools;
    private final Mysql mysql;

    MigrationHistoryIT(Scene scene) throws IOException {
        this.scene = scene;
        SampleDatabase database = scene.sample().database();
        Path password = Files.writeString(scene.directory("dba-password"), database.dbaPassword());
        TestTarget target = TestTarget.in(scene.sample().directory()).administrator(database.dbaUser(), password);
        this.tools = Tools.real(target.target(), CommandScope.READING);
        this.mysql = tools.mysql();
    }

    @BeforeEach
    void isOnTheGoodRelease() {
        scene.reset();
    }

    @Test
    void marksAFailedMigrationAsTheCommandLineDoes() {
        scene.sample().breakWith(Fault.FAILING_MIGRATION);
        assertThat(state()).isEqualTo(MigrationRow.State.FAILED);

        scene.sample().run("node_modules/.bin/prisma", "migrate", "resolve", "--rolled-back", MIGRATION);
        List<Map<String, Object>> byCommandLine = rows();
        scene.sample().database().execute("UPDATE _prisma_migrations SET rolled_back_at = NULL");
        mark();

        assertThat(rows()).isEqualTo(byCommandLine);
        assertThat(state()).isEqualTo(MigrationRow.State.ROLLED_BACK);
        Object time = rolledBackAt();
        mark();
        assertThat(rolledBackAt()).isEqualTo(time);
    }

    /** The command line refuses to mark what was applied (P3012), and so cannot take it back at all. */
    @ParameterizedTest
    @EnumSource(names = {"WITH_MIGRATION", "FAILING_MIGRATION"})
    void whatWasTakenBackCanBeDeployedAgain(Fault fault) {
        scene.sample().breakWith(fault);
        Git git = tools.git();
        Schema wanted =
                new ScratchSchema(mysql).build(Migration.of(git, scene.sample().commit("v1.3.0")));
        SchemaReversal reversal = SchemaReversal.of(mysql.wholeSchema(), wanted);
        assertThat(reversal.impossible()).isEmpty();

        List<SchemaStatement> statements =
                Rehearsal.of(mysql, rehearsal -> reversal.changes().forEach(rehearsal::run));
        assertThat(new SchemaStatements(mysql, statements).run()).isPositive();
        assertThat(mysql.wholeSchema().differencesFrom(wanted)).isEmpty();
        mark();
        assertThat(state()).isEqualTo(MigrationRow.State.ROLLED_BACK);

        scene.sample().run("git", "reset", "--quiet", "--hard", Fault.WITH_MIGRATION.tag());
        scene.sample().run("node_modules/.bin/prisma", "migrate", "deploy");
        assertThat(MigrationState.of(mysql.migrations(), Migration.of(git, git.head())))
                .extracting(MigrationState::kind)
                .containsOnly(MigrationState.Kind.APPLIED);
    }

    @Test
    void waitsForADeploymentAndThenSaysSo() {
        scene.sample().breakWith(Fault.FAILING_MIGRATION);
        mysql.asApplication(statement -> {
            statement.execute("select get_lock('prisma_migrate', 1)");
            assertThatThrownBy(this::mark).isInstanceOf(ToolException.class).hasMessage("""
                    somebody holds Prisma's migration lock for more than 10 s; nothing was marked
                    HINT: a deployment may be at work: wait until it has ended, and try again.""");
            return statement;
        });
        assertThat(state()).isEqualTo(MigrationRow.State.FAILED);
    }

    private void mark() {
        new MigrationHistory(mysql).markRolledBack(List.of(MIGRATION));
    }

    private MigrationRow.State state() {
        return mysql.migrations().stream()
                .filter(row -> row.name().equals(MIGRATION))
                .map(MigrationRow::state)
                .findFirst()
                .orElseThrow();
    }

    /** Times are in UTC; when exactly, differs. */
    private List<Map<String, Object>> rows() {
        return scene.sample().database().query("""
                SELECT id, checksum, finished_at, migration_name, logs, started_at, applied_steps_count,
                  ABS(TIMESTAMPDIFF(SECOND, rolled_back_at, UTC_TIMESTAMP())) < 60 AS just_rolled_back
                FROM _prisma_migrations ORDER BY id""");
    }

    private Object rolledBackAt() {
        return scene.sample()
                .database()
                .query("SELECT rolled_back_at FROM _prisma_migrations WHERE migration_name = '%s'".formatted(MIGRATION))
                .get(0);
    }
}
