package io.backout.backup;

import io.backout.backup.StoredObject.Kind;
import io.backout.tool.Mysql;
import io.backout.tool.ToolException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Everything that can be known before a cut-over about whether it will be possible; changes nothing in live. */
public final class CutOverPreconditions {
    private static final String OTHER_SCHEMA = "select schema_name from information_schema.schemata"
            + " where schema_name not in ('mysql', 'sys', 'information_schema', 'performance_schema', %s)";

    private final Mysql mysql;
    private final SwapNames names;

    public CutOverPreconditions(Mysql mysql, SwapNames names) {
        this.mysql = mysql;
        this.names = names;
    }

    /** Empty when a cut-over is possible. */
    public List<CutOverFinding> check(StoredObjects backup) {
        return mysql.asAdministrator(statement -> {
            statement.execute("set session sql_mode = ''");
            List<CutOverFinding> findings = new ArrayList<>();
            ServerConditions.check(statement, names.live(), findings);
            if (!Tables.of(statement, names.putAway()).isEmpty()) {
                findings.add(new CutOverFinding(
                        "schema '%s' holds tables already".formatted(names.putAway()),
                        "an earlier rollback put them there: look at them, and clean up."));
            } else {
                SwapPrivileges.check(statement, names, backup, findings);
            }
            checkKeys(statement, findings);
            try {
                checkTexts(statement, findings);
            } catch (ToolException e) {
                findings.add(new CutOverFinding(e.fact(), e.hint()));
            }
            return findings;
        });
    }

    private void checkKeys(Statement statement, List<CutOverFinding> findings) throws SQLException {
        List<String> into = new ArrayList<>(ForeignKeys.into(statement, names.live()));
        if (!into.isEmpty()) {
            findings.add(new CutOverFinding(
                    "foreign keys of other schemas point to '%s' and would follow its tables away: %s"
                            .formatted(names.live(), String.join(", ", into)),
                    "drop them, and add them again after the rollback."));
        }
        for (SwapJournal.CutKey key : ForeignKeys.leaving(statement, names.live())) {
            findings.add(new CutOverFinding(
                    "foreign key '%s' of table '%s' points to another schema".formatted(key.name(), key.table()),
                    "drop it, and add it again after the rollback."));
        }
    }

    /** They would go on reading there, while everything else has gone back. */
    private void checkTexts(Statement statement, List<CutOverFinding> findings) throws SQLException {
        List<String> others = Sql.strings(statement, OTHER_SCHEMA.formatted(Sql.text(names.live())));
        for (StoredObject object : LiveObjects.read(statement, names.live())) {
            for (String other : others) {
                if (object.kind() != Kind.TRIGGER && names(object.sql(), other)) {
                    findings.add(new CutOverFinding(
                            "%s '%s' names the schema '%s', which does not go back"
                                    .formatted(object.kind(), object.name(), other),
                            "make sure that the two fit together, or leave the schema's name out."));
                }
            }
        }
    }

    private static boolean names(String sql, String schema) {
        return Pattern.compile("(?:%s|(?<![\\w@.`'])%s)\\s*\\."
                        .formatted(Pattern.quote(Sql.quoted(schema)), Pattern.quote(schema)))
                .matcher(sql)
                .find();
    }
}
