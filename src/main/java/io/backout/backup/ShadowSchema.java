package io.backout.backup;

import io.backout.backup.Marker.Phase;
import io.backout.tool.Mysql;
import io.backout.tool.ToolException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A schema beside the live one that belongs to one rollback, and says so itself. */
public final class ShadowSchema {
    private final Mysql mysql;
    private final SwapNames names;
    private final Marker marker;

    public ShadowSchema(Mysql mysql, SwapNames names) {
        this.mysql = mysql;
        this.names = names;
        this.marker = new Marker(names);
    }

    public String name() {
        return names.shadow();
    }

    /**
     * Creates it with live's character set, or goes on with it where it was begun from the same dump.
     *
     * @param sha256 of the dump's file
     * @throws ToolException when a schema of this name is not ours
     */
    void create(String sha256) {
        mysql.asAdministrator(statement -> {
            if (Tables.exists(statement, name()) && !isUntouched(statement)) {
                requireOurs(statement, "nothing was restored");
                if (!marker.sha256(statement, name()).equals(sha256)) {
                    dropDatabase(statement, name());
                }
            }
            Tables.createSchema(statement, name(), names.live());
            marker.begin(statement, sha256);
            return name();
        });
    }

    void markRestored() {
        mysql.asAdministrator(statement -> {
            marker.setPhase(statement, name(), Phase.RESTORED);
            return name();
        });
    }

    /**
     * Once {@link RestoredCopy#verify} has found nothing: from then on it may be swapped in.
     *
     * @throws ToolException when it is not restored whole
     */
    public void markVerified() {
        mysql.asAdministrator(statement -> {
            requireOurs(statement, "it was not marked as verified");
            Phase phase = marker.phase(statement, name()).orElseThrow();
            if (phase.compareTo(Phase.RESTORED) < 0) {
                throw new ToolException(
                        "the restore into schema '%s' has not ended; it was not marked as verified".formatted(name()),
                        "restore the copy to its end, and verify it then.");
            }
            marker.setPhase(statement, name(), Phase.VERIFIED);
            return name();
        });
    }

    /** Whether it is the proven copy of this very dump, and not swapped in yet. */
    public boolean isVerified(String sha256) {
        return mysql.asAdministrator(statement -> isOurs(statement)
                && marker.sha256(statement, name()).equals(sha256)
                && marker.phase(statement, name()).orElseThrow().compareTo(Phase.VERIFIED) >= 0);
    }

    /**
     * Drops it with everything in it; nothing happens where there is none.
     *
     * @throws ToolException when it is not ours, or a cut-over from it was interrupted
     */
    public void drop() {
        mysql.asAdministrator(statement -> {
            if (Tables.exists(statement, name())) {
                requireOurs(statement, "it was not dropped");
                dropDatabase(statement, name());
            }
            return name();
        });
    }

    /**
     * Drops what earlier rollbacks have restored and never swapped in.
     *
     * @param keep the present one's
     * @return names of the schemas that were dropped
     */
    public static List<String> dropOthers(Mysql mysql, SwapNames keep) {
        return mysql.asAdministrator(statement -> {
            List<String> dropped = new ArrayList<>();
            for (String schema : Tables.schemas(statement)) {
                Optional<Marker> marker = Marker.in(statement, keep.live(), schema)
                        .filter(found -> found.names().shadow().equals(schema) && !schema.equals(keep.shadow()));
                if (marker.isPresent() && isUnused(marker.get().phase(statement, schema))) {
                    dropDatabase(statement, schema);
                    dropped.add(schema);
                }
            }
            return dropped;
        });
    }

    /** Where the marker of an interrupted cut-over lies tells what is left to do in live. */
    private static boolean isUnused(Optional<Phase> phase) {
        return phase.filter(found -> found.compareTo(Phase.SWAPPING) < 0).isPresent();
    }

    /** The point of no return for whatever was restored; live has no part in it. */
    private static void dropDatabase(Statement statement, String schema) throws SQLException {
        statement.execute("drop database " + Sql.quoted(schema));
    }

    private void requireOurs(Statement statement, String notDone) throws SQLException {
        if (!isOurs(statement)) {
            throw new ToolException(
                    "schema '%s' does not carry the marker of rollback '%s'; %s"
                            .formatted(name(), names.runId(), notDone),
                    "look at what is in it; when nobody needs it, drop it by hand.");
        }
        if (!isUnused(marker.phase(statement, name()))) {
            throw new ToolException(
                    "a cut-over from schema '%s' was begun and not ended; %s".formatted(name(), notDone),
                    "retry the cut-over, or back it off: what it took from '%s' is put back first."
                            .formatted(names.live()));
        }
    }

    private boolean isOurs(Statement statement) throws SQLException {
        return Marker.in(statement, names.live(), name()).filter(marker::equals).isPresent();
    }

    /** We died between its creation and its first mark. */
    private boolean isUntouched(Statement statement) throws SQLException {
        List<String> tables = Sql.strings(
                statement, "select table_name from information_schema.tables where table_schema = " + Sql.text(name()));
        return tables.isEmpty()
                || (tables.equals(List.of(Marker.TABLE))
                        && Sql.string(statement, "select count(*) from " + Sql.quoted(name(), Marker.TABLE))
                                .equals("0"));
    }
}
