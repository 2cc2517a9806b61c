package io.backout.record;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Ledger, record and rollbacks on a database. */
final class RecordBench implements AutoCloseable {
    final TestClock clock = new TestClock();
    final JdbcClient jdbc;
    final Ledger ledger;
    final Rollbacks rollbacks;
    final RollbackRecord record;

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    RecordBench(TestDatabase database) {
        database.register(context);
        context.register(Ledger.class, Rollbacks.class, RollbackRecord.class);
        context.registerBean(Clock.class, () -> clock);
        context.refresh();
        jdbc = context.getBean(JdbcClient.class);
        ledger = context.getBean(Ledger.class);
        rollbacks = context.getBean(Rollbacks.class);
        record = context.getBean(RollbackRecord.class);
    }

    String open(String target) {
        return open(target, "");
    }

    String open(String target, String requestId) {
        return rollbacks.open(
                new Report(
                        target,
                        List.of(Symptom.SLOW),
                        new Report.FreeText("it is broken", ""),
                        requestId,
                        Optional.empty()),
                "hanmei",
                "instance");
    }

    /** A transaction as the engine's. */
    TransactionTemplate transaction() {
        return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    @Override
    public void close() {
        context.close();
    }
}
