package io.backout.target;

import java.util.Collection;

/** No target of this id is configured. */
public class UnknownTargetException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownTargetException(String id, Collection<String> known) {
        super("target '%s' is not configured; nothing was started\nHINT: configured targets are: %s."
                .formatted(id, known.isEmpty() ? "none" : String.join(", ", known)));
    }
}
