package io.backout.record;

import java.util.Locale;

/** A commander's request, honoured between steps. */
public record CommandRequest(Kind kind, String by, String reason) {
    /** STOP ends the rollback; CLIMB goes on with the next level. */
    public enum Kind {
        CLIMB,
        STOP;

        /** As in "asked to stop". */
        public String words() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
