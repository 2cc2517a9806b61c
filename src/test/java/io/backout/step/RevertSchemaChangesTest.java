package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.tool.SchemaStatement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the schema tells about an attempt that nobody saw ending. */
class RevertSchemaChangesTest {
    private static final List<SchemaStatement> STATEMENTS = Stream.of(
                    "SET foreign_key_checks = 0", "DROP TABLE a", "UPDATE b SET c = 1", "DROP TABLE d", "SET @x = 1")
            .map(sql -> new SchemaStatement("m", sql, List.of(), ""))
            .toList();

    @Test
    void tellsOnePositionFromAnother() {
        assertThat(seen(1)).isEqualTo(Probe.DID_NOT_HAPPEN);
        assertThat(seen(5)).isEqualTo(Probe.HAPPENED);
    }

    @Test
    void needsNobodyWhereOnlySettingsAreOpen() {
        assertThat(seen(0, 1)).isEqualTo(Probe.DID_NOT_HAPPEN);
        assertThat(seen(4, 5)).isEqualTo(Probe.HAPPENED);
    }

    @Test
    void cannotTellWhetherRowsWereChanged() {
        assertThat(seen(2, 3)).isEqualTo(Probe.CANNOT_TELL);
        assertThat(seen(0, 1, 5)).isEqualTo(Probe.CANNOT_TELL);
    }

    private static Probe seen(Integer... positions) {
        return RevertSchemaChangesDelegate.seen(STATEMENTS, List.of(positions));
    }
}
