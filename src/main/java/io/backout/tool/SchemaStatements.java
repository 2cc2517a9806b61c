package io.backout.tool;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Runs the way back to a schema. Each statement looks first: what is done is left alone, so that the whole may be
 * repeated after any interruption; what is neither as before nor as afterwards was changed by somebody else.
 */
public final class SchemaStatements {
    private final Mysql mysql;

    public SchemaStatements(Mysql mysql) {
        this.mysql = mysql;
    }

    /** @return how many statements were run now */
    public int run(List<SchemaChange> changes) {
        return mysql.asAdministrator(statement -> {
            int run = 0;
            for (int i = 0; i < changes.size(); i++) {
                SchemaChange change = changes.get(i);
                if (isToDo(statement, change, changes.subList(i, changes.size()))) {
                    statement.execute("use " + SchemaObject.quoted(mysql.database()));
                    requireNothingInTheWay(statement, change);
                    statement.execute(change.statement());
                    run++;
                }
            }
            return run;
        });
    }

    /** One object may go and come again as another: it is done, too, where it is as after a later change. */
    private boolean isToDo(Statement statement, SchemaChange change, List<SchemaChange> rest) throws SQLException {
        String now = SchemaReader.read(statement, mysql.database()).objects().getOrDefault(change.object(), "");
        boolean done =
                rest.stream().anyMatch(later -> later.object().equals(change.object()) && now.equals(later.to()));
        if (done) {
            return false;
        }
        if (!now.equals(change.from())) {
            throw new ToolException(
                    "%s is %s instead of %s: somebody changed the schema since the plan was made, so '%s' was not run"
                            .formatted(change.object(), words(now), words(change.from()), change.statement()),
                    "find out who changed it; a new decision makes a new plan from what is there now.");
        }
        return true;
    }

    private static void requireNothingInTheWay(Statement statement, SchemaChange change) throws SQLException {
        if (change.hindered().isEmpty()) {
            return;
        }
        try (ResultSet row = statement.executeQuery(change.hindered())) {
            row.next();
            if (row.getLong(1) > 0) {
                throw new ToolException(
                        "%d rows do not fit into %s as it was ('%s'), so '%s' was not run"
                                .formatted(row.getLong(1), change.object(), change.to(), change.statement()),
                        "look at them with: " + change.hindered());
            }
        }
    }

    private static String words(String definition) {
        return definition.isEmpty() ? "not there" : "'" + definition + "'";
    }
}
