package io.backout.tool;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Marks in Prisma's history, under Prisma's own lock and with the effect of 'prisma migrate resolve --rolled-back'. That
 * command itself refuses what was applied (P3012), and shows the database's password in the arguments of its engine.
 */
public final class MigrationHistory {
    private static final String LOCK = "'prisma_migrate'";
    private static final int LOCK_SECONDS = 10;
    private static final String MARK = "update _prisma_migrations set rolled_back_at = utc_timestamp(3)"
            + " where migration_name = ? and rolled_back_at is null";

    private final Mysql mysql;

    public MigrationHistory(Mysql mysql) {
        this.mysql = mysql;
    }

    /** As a person would type it. */
    public static String statement(String migration) {
        return MARK.replace("?", "'%s'".formatted(migration.replace("'", "''")));
    }

    /** May be repeated: what is marked keeps its time. */
    public void markRolledBack(List<String> migrations) {
        mysql.asApplication(statement -> {
            takeLock(statement);
            try (PreparedStatement mark = statement.getConnection().prepareStatement(MARK)) {
                for (String migration : migrations) {
                    mark.setString(1, migration);
                    mark.executeUpdate();
                }
            }
            // The connection ends here, and the lock with it.
            return migrations;
        });
    }

    private static void takeLock(Statement statement) throws SQLException {
        try (ResultSet taken = statement.executeQuery("select get_lock(%s, %d)".formatted(LOCK, LOCK_SECONDS))) {
            if (!taken.next() || taken.getInt(1) != 1) {
                throw new ToolException(
                        "somebody holds Prisma's migration lock for more than %d s; nothing was marked"
                                .formatted(LOCK_SECONDS),
                        "a deployment may be at work: wait until it has ended, and try again.");
            }
        }
    }
}
