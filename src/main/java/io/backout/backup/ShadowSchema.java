package io.backout.backup;

import io.backout.tool.LoadStatement;
import io.backout.tool.Mysql;
import io.backout.tool.SchemaObject;
import io.backout.tool.ScratchSchema;
import io.backout.tool.ToolException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A schema beside the live one that belongs to one rollback, and says so itself. */
public final class ShadowSchema {
    /** Its columns say how far the restore is; it moves with the tables at the cut-over. */
    public static final String MARKER = "__rb_marker";

    private final Mysql mysql;
    private final String run;
    private final String name;

    public ShadowSchema(Mysql mysql, SwapNames names) {
        this.mysql = mysql;
        this.run = names.runId();
        this.name = names.shadow();
    }

    public String name() {
        return name;
    }

    /**
     * Creates it with live's character set, or goes on with it where it is this rollback's own.
     *
     * @throws ToolException when a schema of this name is not ours
     */
    void create() {
        mysql.asAdministrator(statement -> {
            if (!exists(statement)) {
                statement.execute("create database %s %s"
                        .formatted(SchemaObject.quoted(name), ScratchSchema.defaults(statement, mysql.database())));
            } else if (!isOurs(statement) && !isUntouched(statement)) {
                throw notOurs("nothing was restored");
            }
            statement.execute("create table if not exists %s (run_id varchar(64) not null, phase varchar(16) not null,"
                            .formatted(quotedMarker())
                    + " table_name varchar(64) character set utf8mb4 collate utf8mb4_bin not null, `rows` bigint not null,"
                    + " at timestamp(3) not null default current_timestamp(3),"
                    + " primary key (phase, table_name)) engine=InnoDB");
            new RestoreMarks(run, new LoadStatement(statement), name).begin();
            return name;
        });
    }

    /**
     * Drops it with everything in it; nothing happens where there is none.
     *
     * @throws ToolException when it is not ours
     */
    public void drop() {
        mysql.asAdministrator(statement -> {
            if (exists(statement)) {
                if (!isOurs(statement)) {
                    throw notOurs("it was not dropped");
                }
                // The point of no return for whatever was restored; live has no part in it.
                statement.execute("drop database " + SchemaObject.quoted(name));
            }
            return name;
        });
    }

    private ToolException notOurs(String notDone) {
        return new ToolException(
                "schema '%s' does not carry the marker of rollback '%s'; %s".formatted(name, run, notDone),
                "look at what is in it; when nobody needs it, drop it by hand.");
    }

    private boolean isOurs(Statement statement) throws SQLException {
        if (tables(statement).contains(MARKER)) {
            try (ResultSet row = statement.executeQuery(
                    "select count(*) > 0 and min(run_id) = max(run_id), max(run_id) from " + quotedMarker())) {
                return row.next() && row.getBoolean(1) && run.equals(row.getString(2));
            }
        }
        return false;
    }

    /** We died between its creation and its first mark. */
    private boolean isUntouched(Statement statement) throws SQLException {
        List<String> tables = tables(statement);
        if (tables.equals(List.of(MARKER))) {
            try (ResultSet row = statement.executeQuery("select count(*) from " + quotedMarker())) {
                return row.next() && row.getLong(1) == 0;
            }
        }
        return tables.isEmpty();
    }

    private boolean exists(Statement statement) throws SQLException {
        return !names(statement, "select schema_name from information_schema.schemata where schema_name = ?")
                .isEmpty();
    }

    private List<String> tables(Statement statement) throws SQLException {
        return names(statement, "select table_name from information_schema.tables where table_schema = ?");
    }

    private List<String> names(Statement statement, String query) throws SQLException {
        try (PreparedStatement prepared = statement.getConnection().prepareStatement(query)) {
            prepared.setString(1, name);
            return Names.of(prepared.executeQuery());
        }
    }

    private String quotedMarker() {
        return SchemaObject.quoted(name) + "." + SchemaObject.quoted(MARKER);
    }
}
