package io.backout.backup;

import io.backout.tool.Mysql;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** Counts the live tables after a cut-over, before anybody writes into them. */
public final class RestoredRows {
    private static final int CONNECTIONS = 2;
    /** Of one table: a count reads a whole index. */
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private RestoredRows() {}

    /**
     * @param proven tables that are known to have the dump's rows; they are not counted
     * @return as sentences; empty where live has exactly the dump's tables and as many rows in each
     */
    public static List<String> differences(Mysql mysql, Dump dump, Predicate<String> proven) {
        List<String> live = mysql.asAdministrator(statement -> Tables.of(statement, mysql.database()));
        Set<String> others = new TreeSet<>(live);
        List<DumpTable> present = dump.tables().stream()
                .filter(table -> others.contains(table.name()))
                .toList();
        Map<String, Long> counted = counted(mysql, unproven(mysql, present, proven));
        present.forEach(table -> counted.putIfAbsent(table.name(), table.rows()));
        List<String> differences = new ArrayList<>();
        for (DumpTable table : dump.tables()) {
            Long rows = counted.get(table.name());
            if (rows == null) {
                differences.add("table '%s' of the backup is missing".formatted(table.name()));
            } else if (rows != table.rows()) {
                differences.add("table '%s' has %,d rows instead of the backup's %,d"
                        .formatted(table.name(), rows, table.rows()));
            }
        }
        others.removeAll(dump.tableNames());
        others.forEach(table -> differences.add("table '%s' is not in the backup".formatted(table)));
        return differences;
    }

    /** Whoever empties a table leaves no mark on MariaDB, so none that is empty is believed to be as it was. */
    private static List<DumpTable> unproven(Mysql mysql, List<DumpTable> tables, Predicate<String> proven) {
        return mysql.asAdministrator(statement -> {
            List<DumpTable> unproven = new ArrayList<>();
            for (DumpTable table : tables) {
                String row = "select 1 from %s limit 1".formatted(Sql.quoted(mysql.database(), table.name()));
                if (!proven.test(table.name())
                        || (table.rows() > 0 && Sql.string(statement, row).isEmpty())) {
                    unproven.add(table);
                }
            }
            return unproven;
        });
    }

    private static Map<String, Long> counted(Mysql mysql, List<DumpTable> tables) {
        Map<String, Long> counted = new ConcurrentHashMap<>();
        Queue<DumpTable> left = new ConcurrentLinkedQueue<>(tables);
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<?>> counting = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                counting.add(threads.submit(
                        () -> mysql.asAdministrator(LIMIT, statement -> count(statement, mysql, left, counted))));
            }
            for (Future<?> one : counting) {
                one.get();
            }
            return counted;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the rows were counted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean count(Statement statement, Mysql mysql, Queue<DumpTable> left, Map<String, Long> counted)
            throws SQLException {
        for (DumpTable table = left.poll(); table != null; table = left.poll()) {
            String rows = Sql.string(statement, "select count(*) from " + Sql.quoted(mysql.database(), table.name()));
            counted.put(table.name(), Long.valueOf(rows));
        }
        return true;
    }
}
