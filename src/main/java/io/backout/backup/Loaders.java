package io.backout.backup;

import io.backout.tool.LoadStatement;
import io.backout.tool.Mysql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several connections that load at the same time; the first that fails ends all. */
record Loaders(Mysql mysql, String schema, Marker marker, RestoreMeter meter) {
    /**
     * @param tables that were just created
     * @return those that did not come in whole
     */
    List<LoadQueue.GivenUp> load(List<DumpTable> tables, LoadWork work, RestoreSettings settings) {
        LoadQueue queue =
                new LoadQueue(tables.stream().filter(table -> table.rows() > 0).toList(), work.bulk());
        ExecutorService threads = Executors.newFixedThreadPool(settings.loaders());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < settings.loaders(); i++) {
                List<DumpTable> empty = i > 0
                        ? List.of()
                        : tables.stream().filter(table -> table.rows() == 0).toList();
                running.add(threads.submit(() -> one(queue, empty, work, settings.limit())));
            }
            finish(running);
            return queue.givenUp();
        } finally {
            queue.stop();
            threads.shutdownNow();
        }
    }

    private void one(LoadQueue queue, List<DumpTable> empty, LoadWork work, Duration limit) {
        try {
            mysql.asLoader(schema, limit, connection -> {
                LoadStatement statement = new LoadStatement(connection);
                work.session().begin(statement);
                Completion completion = new Completion(statement, work.bulk(), marker, meter);
                load(new Loader(new ChunkLoading(statement, work, meter), completion), queue, empty);
                return schema;
            });
        } catch (RuntimeException e) {
            queue.stop();
            throw e;
        }
    }

    private void load(Loader loader, LoadQueue queue, List<DumpTable> empty) throws SQLException {
        try {
            for (DumpTable table : empty) {
                loader.completion().complete(table);
            }
            loader.load(queue);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RestoreAbortedException(schema);
        } catch (IOException e) {
            throw new UncheckedIOException("the backup could not be read: " + e.getMessage(), e);
        }
    }

    /** Waits for all: none may still write when the restore has failed. */
    private void finish(List<Future<?>> running) {
        Optional<RuntimeException> first = Optional.empty();
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (ExecutionException e) {
                RuntimeException failure = e.getCause() instanceof RuntimeException known
                        ? known
                        : new IllegalStateException(String.valueOf(e.getCause()), e);
                first = first.or(() -> Optional.of(failure));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RestoreAbortedException(schema);
            }
        }
        first.ifPresent(failure -> {
            throw failure;
        });
    }
}
