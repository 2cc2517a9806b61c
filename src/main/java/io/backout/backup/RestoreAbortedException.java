package io.backout.backup;

import io.backout.tool.ToolException;

/** Somebody asked for it to end. */
public final class RestoreAbortedException extends ToolException {
    private static final long serialVersionUID = 1;

    RestoreAbortedException(String schema) {
        super(
                "the restore into '%s' was ended on request; the live database was not touched".formatted(schema),
                "restore again to go on from the tables that are whole, or drop the schema.");
    }
}
