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
    private final List<SchemaStatement> statements;
    private final SchemaCourse course;

    public SchemaStatements(Mysql mysql, List<SchemaStatement> statements) {
        this.mysql = mysql;
        this.statements = statements;
        this.course = new SchemaCourse(statements);
    }

    /**
     * How many statements were done, as the schema tells: one number, or several where statements between them change
     * only data and leave no trace in it.
     *
     * @throws ToolException when somebody else changed the schema
     */
    public List<Integer> positions() {
        return mysql.alone(this::positions);
    }

    /** Goes on where the schema stands; at the earliest place where it does not tell. @return how many were run now */
    public int run() {
        return mysql.alone(statement -> {
            int first = positions(statement).get(0);
            // What was set for the connection before went with that connection.
            for (SchemaStatement earlier : statements.subList(0, first)) {
                if (earlier.setsConnection()) {
                    use(statement);
                    run(statement, earlier);
                }
            }
            int run = 0;
            for (int i = first; i < statements.size(); i++) {
                SchemaStatement next = statements.get(i);
                if (!course.happened(requirePosition(statement, i), i)) {
                    use(statement);
                    requireNothingInTheWay(statement, next);
                    run(statement, next);
                    run++;
                }
            }
            requirePosition(statement, statements.size());
            return run;
        });
    }

    private List<Integer> positions(Statement statement) throws SQLException {
        Schema now = SchemaReader.read(statement, mysql.database());
        List<Integer> positions = course.positions(now);
        if (positions.isEmpty()) {
            throw changed(course.leastDifferences(now));
        }
        return positions;
    }

    private Schema requirePosition(Statement statement, int done) throws SQLException {
        Schema now = SchemaReader.read(statement, mysql.database());
        List<String> differences = course.differences(now, done);
        if (!differences.isEmpty()) {
            throw changed(differences);
        }
        return now;
    }

    private static ToolException changed(List<String> differences) {
        return new ToolException(
                "%s: somebody changed the schema since the plan was made, so no further statement was run"
                        .formatted(String.join("; ", differences)),
                "find out who changed it; a new decision makes a new plan from what is there now.");
    }

    /** Where a statement may have left it. */
    private void use(Statement statement) throws SQLException {
        statement.execute("use " + SchemaObject.quoted(mysql.database()));
    }

    private static void run(Statement statement, SchemaStatement next) throws SQLException {
        try {
            SqlScript.execute(statement, next.sql());
        } catch (SQLException e) {
            if (e.getErrorCode() == 0) {
                // Not the statement failed, but the connection.
                throw e;
            }
            throw new ToolException(
                    "%s could not be run: '%s' says %s".formatted(next.origin(), next.sql(), e.getMessage()),
                    "mend what it complains of and retry; what ran before it is not run again.");
        }
    }

    private static void requireNothingInTheWay(Statement statement, SchemaStatement next) throws SQLException {
        if (next.hindered().isEmpty()) {
            return;
        }
        try (ResultSet row = statement.executeQuery(next.hindered())) {
            row.next();
            if (row.getLong(1) > 0) {
                throw new ToolException(
                        "%d rows do not fit into %s as it was, so '%s' was not run"
                                .formatted(row.getLong(1), next.effects().get(0).object(), next.sql()),
                        "look at them with: " + next.hindered());
            }
        }
    }
}
