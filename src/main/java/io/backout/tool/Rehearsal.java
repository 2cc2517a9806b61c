package io.backout.tool;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the way back in a copy of the live schema, without its rows, and notes what each statement does. */
public final class Rehearsal {
    private static final Pattern DROP_EVENT =
            Pattern.compile("(?is)\\s*drop\\s+event\\s+(?:if\\s+exists\\s+)?(`(?:[^`]|``)+`|[\\w$]+)\\s*");

    private final Statement statement;
    private final String scratch;
    /** What is not copied: events. */
    private final Map<String, String> beside = new TreeMap<>();

    private final List<SchemaStatement> statements = new ArrayList<>();
    private Schema schema;

    private Rehearsal(Statement statement, String scratch, Schema live) {
        this.statement = statement;
        this.scratch = scratch;
        this.schema = live;
        live.objects().forEach((object, definition) -> {
            if (object.startsWith("event ")) {
                beside.put(object, definition);
            }
        });
    }

    /**
     * @return the statements that the actors ran, in their order
     * @throws ToolException when one of them cannot be run
     */
    public static List<SchemaStatement> of(Mysql mysql, Consumer<Rehearsal> actors) {
        return mysql.asAdministrator(statement -> {
            Schema live = SchemaReader.read(statement, mysql.database());
            return ScratchDatabase.with(statement, ScratchSchema.defaults(statement, mysql.database()), scratch -> {
                new SchemaCopy(statement, mysql.database()).make(live, scratch);
                Rehearsal rehearsal = new Rehearsal(statement, scratch, live);
                rehearsal.requireSame(live);
                actors.accept(rehearsal);
                return rehearsal.statements;
            });
        });
    }

    /** As the statements so far leave it. */
    public Schema schema() {
        return schema;
    }

    public void run(SchemaChange change) {
        run("", change.statement(), change.hindered());
    }

    /** A team's own script, statement by statement. @param database the live one, which the script must not name */
    public void run(String migration, SqlScript script, String database) {
        if (script.names(database)) {
            throw new ToolException(
                    "'down.sql' of migration '%s' names the database '%s' itself, so it cannot be rehearsed beside it"
                            .formatted(migration, database),
                    "leave the database's name out of it; the connection knows it.");
        }
        script.statements().forEach(sql -> run(migration, sql, ""));
    }

    private void run(String source, String sql, String hindered) {
        try {
            Matcher event = DROP_EVENT.matcher(SqlScript.bare(sql));
            boolean known = event.matches() && beside.remove("event " + SchemaObject.unquoted(event.group(1))) != null;
            if (!known) {
                SqlScript.execute(statement, sql);
            }
            Schema after = read();
            statements.add(new SchemaStatement(source, sql, SchemaEffect.between(schema, after), hindered));
            schema = after;
        } catch (SQLException e) {
            throw new ToolException(
                    "%s cannot be run on the schema as it is: '%s' says %s"
                            .formatted(SchemaStatement.origin(source), sql, e.getMessage()),
                    "write a 'down.sql' that fits what is there, or choose level 3.");
        }
    }

    private void requireSame(Schema live) throws SQLException {
        List<String> differences = read().differencesFrom(live);
        if (!differences.isEmpty()) {
            throw new ToolException(
                    "the live schema could not be copied for a rehearsal: " + differences.get(0), "choose level 3.");
        }
    }

    private Schema read() throws SQLException {
        Map<String, String> objects =
                new TreeMap<>(SchemaReader.read(statement, scratch).objects());
        objects.putAll(beside);
        statement.execute("use " + SchemaObject.quoted(scratch));
        return new Schema(objects);
    }
}
