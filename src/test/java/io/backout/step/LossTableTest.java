package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.plan.Restoration;
import io.backout.plan.TableLoss;
import io.backout.plan.TableLoss.Since;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossTableTest {
    private static final List<TableLoss> LOSSES = List.of(
            new TableLoss("orders", 1_300, 1_000, new Since(310, 4, "2026-11-28 18:02:03", false), true),
            new TableLoss("items", 20, 10, new Since(11, 2, "", true), true),
            new TableLoss("prices", 9, 10, new Since(0, -1, "", true), true),
            new TableLoss("logs", 5_000, 4_000, new Since(1_000, -1, "", true), false),
            new TableLoss("rates", 7, 7, new Since(0, -1, "", true), true),
            new TableLoss("taxes", 5, 5, new Since(0, 0, "", true), true),
            new TableLoss("users", 3, 3, new Since(0, 0, "", false), true));

    @Test
    void saysOfEachTableHowSureItIs() {
        assertThat(table(false, LOSSES))
                .containsSubsequence(
                        "| logs | about 5,000 | 4,000 | about 1,000 | unknown | 0 | unknown |",
                        "| orders | 1,300 | 1,000 | 310 | 4 | 10 | 2026-11-28 18:02 |",
                        "| items | 20 | 10 | about 11 | about 2 | 1 | unknown |",
                        "| prices | 9 | 10 | about 0 | unknown | 1 | unknown |",
                        "| 1 table is the same |",
                        "2 tables seem to have the same rows; they are compared row by row later.")
                .doesNotContain("rates");
    }

    @Test
    void namesWhatStaysUnknownToWhoeverSigns() {
        assertThat(table(true, LOSSES))
                .contains("| rates | 7 | 7 | about 0 | unknown | 0 | unknown |", "| 1 table is the same |")
                .doesNotContain("row by row");
    }

    @Test
    void saysSoWhereNothingIsLost() {
        assertThat(table(true, List.of())).contains("| 0 tables are the same |");
    }

    private static String table(boolean proven, List<TableLoss> losses) {
        Briefing text = new Briefing();
        LossTable.write(text, new Restoration("20261128_030000", "", "", false, proven, losses));
        return text.toString();
    }
}
