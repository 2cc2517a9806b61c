package io.backout.plan;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Runs probes that wait for other programs at the same time. */
@Component
public class SideBySide implements DisposableBean {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    public <T> Future<T> start(Callable<T> probe) {
        return threads.submit(probe);
    }

    /** What the probe found; a failure is thrown as the probe threw it. */
    public static <T> T result(Future<T> probe) {
        try {
            return probe.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a probe failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while probing; Backout is shutting down", e);
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
