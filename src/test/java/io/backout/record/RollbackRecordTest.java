package io.backout.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollbackRecordTest {
    private static final String ID = "RB-20261123-001";

    private RecordBench bench;

    @BeforeEach
    void write() {
        bench = new RecordBench(database());
        for (String sentence : List.of("one", "two", "three, with 'quotes', 换行\nand 🚨", "four")) {
            bench.record.note(ID, "hanmei", "DECIDED", sentence);
        }
    }

    /** In memory, where no subclass has another one. */
    TestDatabase database() {
        return TestDatabase.create();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void readsWhatWasWritten() {
        assertThat(bench.record.of(ID)).hasSize(4).element(2).satisfies(entry -> {
            assertThat(entry.seq()).isEqualTo(3);
            assertThat(entry.at()).isEqualTo(bench.clock.instant());
            assertThat(entry.actor()).isEqualTo("hanmei");
            assertThat(entry.action()).isEqualTo("DECIDED");
            assertThat(entry.sentence()).isEqualTo("three, with 'quotes', 换行\nand 🚨");
        });
        assertThat(bench.record.of("RB-20261123-002")).isEmpty();
    }

    @Test
    void isWholeAsItWasWritten() {
        assertThat(bench.record.findBreak()).isEmpty();
    }

    @Test
    void saysOnlyOfWhatIsCommittedThatItWasDone() {
        bench.transaction().executeWithoutResult(status -> {
            bench.record.noteIfCommitted(ID, "lilei", "SIGNED", "signed, and then lost");
            status.setRollbackOnly();
        });
        assertThat(bench.record.of(ID)).hasSize(4);

        bench.transaction().executeWithoutResult(status -> {
            bench.record.noteIfCommitted(ID, "lilei", "SIGNED", "signed");
            // Whoever notes something meanwhile waits for nobody, and comes first.
            bench.record.note(ID, "hanmei", "NOT_ALLOWED", "refused");
        });
        bench.record.noteIfCommitted(ID, "backout", "ENDED", "outside of any transaction");

        assertThat(bench.record.of(ID))
                .extracting(RecordEntry::sentence)
                .endsWith("four", "refused", "signed", "outside of any transaction");
        assertThat(bench.record.findBreak()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sentence, 'two!'",
        "actor, lilei",
        "action, REFUSED",
        "rollback_id, RB-20261123-002",
        "at, 1",
        "previous_hash, 00",
        "hash, 00"
    })
    void findsAnAlteredEntry(String column, String value) {
        bench.jdbc
                .sql("update record_entry set " + column + " = ? where seq = 2")
                .param(value)
                .update();

        assertThat(bench.record.findBreak()).contains("entry 2 was altered");
    }

    @Test
    void findsAnAlteredEntryAlsoUnderItsNewHash() {
        bench.jdbc
                .sql("update record_entry set sentence = 'two!' where seq = 2")
                .update();
        rehash(2);

        assertThat(bench.record.findBreak()).contains("entry 3 was altered");
    }

    @Test
    void findsADeletedEntry() {
        bench.jdbc.sql("delete from record_entry where seq = 2").update();

        assertThat(bench.record.findBreak()).contains("entry 2 is missing");
    }

    @Test
    void findsADeletedEntryAlsoWhenTheOthersMoveUp() {
        bench.jdbc.sql("delete from record_entry where seq = 2").update();
        bench.jdbc.sql("update record_entry set seq = seq - 1 where seq > 2").update();

        assertThat(bench.record.findBreak()).contains("entry 2 was altered");
    }

    @Test
    void findsReorderedEntries() {
        bench.jdbc.sql("update record_entry set seq = 99 where seq = 2").update();
        bench.jdbc.sql("update record_entry set seq = 2 where seq = 3").update();
        bench.jdbc.sql("update record_entry set seq = 3 where seq = 99").update();

        assertThat(bench.record.findBreak()).contains("entry 2 was altered");
    }

    @Test
    void findsATruncatedEnd() {
        bench.jdbc.sql("delete from record_entry where seq > 2").update();

        assertThat(bench.record.findBreak()).contains("entries after 2 are missing");
    }

    @Test
    void findsAnEmptiedRecord() {
        bench.jdbc.sql("delete from record_entry").update();

        assertThat(bench.record.findBreak()).contains("entries after 0 are missing");
    }

    @Test
    void keepsWhatIsNotedInATransactionThatIsRolledBack() {
        assertThatThrownBy(() -> bench.transaction().executeWithoutResult(status -> {
                    bench.record.note(ID, "zhangsan", "REFUSED", "may not do that");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(bench.record.of(ID)).hasSize(5);
        assertThat(bench.record.findBreak()).isEmpty();
    }

    @Test
    void staysWholeUnderManyWriters() {
        CompletableFuture.allOf(IntStream.range(0, 40)
                        .mapToObj(
                                n -> CompletableFuture.runAsync(() -> bench.record.note(ID, "hanmei", "NOTE", "n" + n)))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(bench.record.of(ID)).hasSize(44);
        assertThat(bench.record.findBreak()).isEmpty();
    }

    private void rehash(long seq) {
        RecordEntry entry = bench.record.of(ID).stream()
                .filter(candidate -> candidate.seq() == seq)
                .findFirst()
                .orElseThrow();
        bench.jdbc
                .sql("update record_entry set hash = ? where seq = ?")
                .params(entry.computedHash(), seq)
                .update();
    }
}
