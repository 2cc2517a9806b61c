package io.backout.tool;

import static io.backout.tool.MigrationRow.State.APPLIED;
import static io.backout.tool.MigrationRow.State.FAILED;
import static io.backout.tool.MigrationRow.State.ROLLED_BACK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationStateTest {
    private static final Migration FIRST = new Migration("1_first", "CREATE TABLE a (b int);");
    private static final Migration SECOND = new Migration("2_second", "CREATE TABLE c (d int);");

    @Test
    void tellsEveryStateApart() {
        assertThat(sentences(List.of(), FIRST)).containsExactly("'1_first': not applied");
        assertThat(sentences(List.of(row(FIRST, APPLIED)), FIRST)).containsExactly("'1_first': applied");
        assertThat(sentences(List.of(row(FIRST, FAILED)), FIRST)).containsExactly("'1_first': failed half-way");
        assertThat(sentences(List.of(row(FIRST, ROLLED_BACK)), FIRST)).containsExactly("'1_first': rolled back");
        assertThat(sentences(List.of(row(FIRST, APPLIED))))
                .containsExactly("'1_first': applied, but the release does not have it");
        assertThat(sentences(List.of(new MigrationRow("1_first", SECOND.checksum(), APPLIED)), FIRST))
                .containsExactly("'1_first': applied with other contents than the release's");
    }

    @Test
    void failedHalfWayComesBeforeWhatTheReleaseKnows() {
        assertThat(sentences(List.of(row(FIRST, FAILED)))).containsExactly("'1_first': failed half-way");
        assertThat(sentences(List.of(new MigrationRow("1_first", "edited", FAILED)), FIRST))
                .containsExactly("'1_first': failed half-way");
    }

    /** Prisma keeps a row for each attempt; their order says nothing. */
    @Test
    void anAttemptThatWasRolledBackDoesNotHideTheNext() {
        for (MigrationRow.State state : List.of(APPLIED, FAILED)) {
            List<MigrationRow> rows = new ArrayList<>(List.of(row(FIRST, ROLLED_BACK), row(FIRST, state)));
            String once = sentences(List.of(row(FIRST, state)), FIRST).get(0);
            assertThat(sentences(rows, FIRST)).containsExactly(once);
            Collections.reverse(rows);
            assertThat(sentences(rows, FIRST)).containsExactly(once);
        }
    }

    @Test
    void oneThatIsRecordedTwiceIsNotAsReleased() {
        List<MigrationRow> twice = List.of(row(FIRST, APPLIED), row(FIRST, APPLIED));
        assertThat(sentences(twice, FIRST)).containsExactly("'1_first': recorded as applied more than once");
        assertThat(asReleased(twice, FIRST)).containsExactly(false);
    }

    @Test
    void aReleaseRunsOnItsOwnMigrationsAndOnNothingElse() {
        assertThat(asReleased(List.of(row(FIRST, APPLIED), row(SECOND, ROLLED_BACK)), FIRST))
                .containsExactly(true, true);
        assertThat(asReleased(List.of(row(FIRST, APPLIED), row(SECOND, ROLLED_BACK)), FIRST, SECOND))
                .containsExactly(true, false);
        assertThat(asReleased(List.of(row(FIRST, APPLIED), row(SECOND, APPLIED)), FIRST))
                .containsExactly(true, false);
        assertThat(asReleased(List.of(row(FIRST, APPLIED), row(SECOND, FAILED)), FIRST))
                .containsExactly(true, false);
        assertThat(asReleased(List.of(row(FIRST, APPLIED)), FIRST, SECOND)).containsExactly(true, false);
        assertThat(asReleased(List.of(new MigrationRow("1_first", "edited", APPLIED)), FIRST))
                .containsExactly(false);
    }

    private static MigrationRow row(Migration migration, MigrationRow.State state) {
        return new MigrationRow(migration.name(), migration.checksum(), state);
    }

    private static List<String> sentences(List<MigrationRow> rows, Migration... release) {
        return MigrationState.of(rows, List.of(release)).stream()
                .map(MigrationState::sentence)
                .toList();
    }

    private static List<Boolean> asReleased(List<MigrationRow> rows, Migration... release) {
        return MigrationState.of(rows, List.of(release)).stream()
                .map(MigrationState::asReleased)
                .toList();
    }
}
