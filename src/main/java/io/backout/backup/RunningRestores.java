package io.backout.backup;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The restores that run in this server, so that people can be told how far they are. */
@Component
public class RunningRestores {
    private final Map<String, RestoreAside> running = new ConcurrentHashMap<>();

    /** Empty when none runs here. */
    public Optional<RestoreProgress> progress(String rollbackId) {
        return Optional.ofNullable(running.get(rollbackId)).map(RestoreAside::progress);
    }

    public <T> T during(String rollbackId, RestoreAside restore, Supplier<T> work) {
        running.put(rollbackId, restore);
        try {
            return work.get();
        } finally {
            running.remove(rollbackId);
        }
    }
}
