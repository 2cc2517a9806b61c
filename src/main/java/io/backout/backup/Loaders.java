package io.backout.backup;

import io.backout.tool.LoadStatement;
import io.backout.tool.Mysql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several connections that load at the same time; the first that fails ends all. */
record Loaders(Mysql mysql, String schema, Marker marker, RestoreMeter meter) {
    /** @param tables that were just created */
    void load(List<DumpTable> tables, PlainDump plain, LoadSession session, RestoreSettings settings) {
        LoadQueue queue =
                new LoadQueue(tables.stream().filter(table -> table.rows() > 0).toList());
        ExecutorService threads = Executors.newFixedThreadPool(settings.loaders());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < settings.loaders(); i++) {
                List<DumpTable> empty = i > 0
                        ? List.of()
                        : tables.stream().filter(table -> table.rows() == 0).toList();
                running.add(threads.submit(() -> one(queue, empty, plain, session, settings)));
            }
            finish(running);
        } finally {
            queue.stop();
            threads.shutdownNow();
        }
    }

    private void one(
            LoadQueue queue, List<DumpTable> empty, PlainDump plain, LoadSession session, RestoreSettings settings) {
        try {
            mysql.asLoader(schema, settings.limit(), connection -> {
                LoadStatement statement = new LoadStatement(connection);
                session.begin(statement);
                ChunkLoading chunks = new ChunkLoading(statement, plain, session.charset());
                load(new Loader(statement, chunks, marker, settings, meter, schema), queue, empty);
                return schema;
            });
        } catch (RuntimeException e) {
            queue.stop();
            throw e;
        }
    }

    private static void load(Loader loader, LoadQueue queue, List<DumpTable> empty) throws SQLException {
        try {
            for (DumpTable table : empty) {
                loader.complete(table);
            }
            loader.load(queue);
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
