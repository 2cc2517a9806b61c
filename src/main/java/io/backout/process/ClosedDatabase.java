package io.backout.process;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The embedded database, closed by H2 under a running server, as it does when its disk is full. It does not open it again
 * reliably in the same process, so the server ends; whoever starts it again goes on as after a kill.
 */
final class ClosedDatabase {
    private static final String EMBEDDED = "jdbc:h2:file:";
    /** H2's DATABASE_IS_CLOSED and DATABASE_CALLED_AT_SHUTDOWN. */
    private static final Set<Integer> CLOSED = Set.of(90098, 90121);

    private final String url;

    ClosedDatabase(String url) {
        this.url = url;
    }

    boolean isWhy(@Nullable Throwable failure) {
        return url.startsWith(EMBEDDED)
                && failure != null
                && (failure instanceof SQLException e && CLOSED.contains(e.getErrorCode())
                        || isWhy(failure.getCause()));
    }

    String words() {
        return "H2 has closed the database '%s', as it does when its disk is full; this server ends, and nothing is lost\nHINT: make room, then start it again; it goes on where it was."
                .formatted(url.substring(EMBEDDED.length()).split(";", 2)[0]);
    }
}
