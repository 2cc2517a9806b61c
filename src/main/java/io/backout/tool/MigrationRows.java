package io.backout.tool;

import io.backout.tool.MigrationRow.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads Prisma's history in the database in use. */
public final class MigrationRows {
    private static final int NO_SUCH_TABLE = 1146;

    private MigrationRows() {}

    /** Oldest first; empty when there is none. */
    public static List<MigrationRow> read(Statement statement) throws SQLException {
        List<MigrationRow> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery("select migration_name, checksum, finished_at is not null,"
                + " rolled_back_at is not null from _prisma_migrations order by started_at, migration_name")) {
            while (result.next()) {
                State state =
                        result.getBoolean(4) ? State.ROLLED_BACK : result.getBoolean(3) ? State.APPLIED : State.FAILED;
                rows.add(new MigrationRow(result.getString(1), result.getString(2), state));
            }
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_TABLE) {
                throw e;
            }
        }
        return rows;
    }
}
