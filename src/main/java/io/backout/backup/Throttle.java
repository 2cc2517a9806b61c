package io.backout.backup;

import io.backout.tool.LoadStatement;
import java.sql.SQLException;
import java.util.Optional;

/** Says before each chunk whether the server has something better to do. */
@FunctionalInterface
public interface Throttle {
    /** Never pauses. */
    Throttle NONE = statement -> Optional.empty();

    /** @return why loading pauses now, with figures; empty when it may go on */
    Optional<String> reasonToPause(LoadStatement statement) throws SQLException;
}
