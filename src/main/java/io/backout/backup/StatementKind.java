package io.backout.backup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statements that a dump of one database has; the first that fits counts, and what fits none is forbidden. */
enum StatementKind {
    SET("SET .*"),
    INSERT("(?:INSERT|INSERT +IGNORE|REPLACE) +INTO +" + Words.NAME + " *(\\(.*\\))? *VALUES\\b.*"),
    CREATE_TABLE("CREATE +TABLE +(?:IF +NOT +EXISTS +)?" + Words.NAME + " *\\(.*"),
    CREATE_VIEW("CREATE\\b[^(]*? VIEW +" + Words.NAME + " .*"),
    CREATE_TRIGGER("CREATE" + Words.DEFINER + " +TRIGGER +" + Words.PROGRAM + " .*"),
    CREATE_FUNCTION("CREATE" + Words.DEFINER + "(?: +AGGREGATE)? +FUNCTION +" + Words.PROGRAM + " *\\(.*"),
    CREATE_PROCEDURE("CREATE" + Words.DEFINER + " +PROCEDURE +" + Words.PROGRAM + " *\\(.*"),
    CREATE_EVENT("CREATE" + Words.DEFINER + " +EVENT +" + Words.PROGRAM + " .*"),
    CREATE_SEQUENCE("CREATE +SEQUENCE +" + Words.NAME + " .*"),
    DROP("DROP +(?:TABLE|VIEW|EVENT|FUNCTION|PROCEDURE|TRIGGER|SEQUENCE) +IF +EXISTS +" + Words.NAME + " *"),
    LOCK("LOCK +TABLES +" + Words.NAME + " +WRITE *"),
    KEYS("ALTER +TABLE +" + Words.NAME + " +(?:DISABLE|ENABLE) +KEYS *"),
    SETVAL("DO +SETVAL\\(" + Words.NAME + ",[ \\d,-]*\\) *"),
    TRANSACTION("UNLOCK +TABLES *|COMMIT *|BEGIN *|START +TRANSACTION *"),
    /** Names the database that was dumped, and sets what the restored one gets anyway. */
    ALTER_DATABASE("ALTER +DATABASE +" + Words.NAME + " +(?:CHARACTER +SET|COLLATE)[\\w =]* *");

    private final Pattern pattern;

    StatementKind(String pattern) {
        this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** Its group "name" is the object's name, where it has one. */
    Matcher matcher(String statement) {
        return pattern.matcher(statement);
    }

    /** Text without the marks of executable comments: what a server of any version would carry out. */
    static String bare(String statement) {
        return statement
                .replaceAll("/\\*M?!\\d*", " ")
                .replace("*/", " ")
                .strip()
                .replaceAll("^(\\w+)\\s+", "$1 ");
    }

    /** The same, where a trigger names its own database: that stays as its author wrote it. */
    static String bare(String statement, String database) {
        return bare(statement)
                .replaceFirst(
                        "^((?i:CREATE%1$s +TRIGGER +))(?:%2$s|\"%3$s\"|%3$s) *\\. *"
                                .formatted(Words.DEFINER, Pattern.quote(Sql.quoted(database)), Pattern.quote(database)),
                        "$1");
    }

    /** Parts of the patterns. */
    private static final class Words {
        private static final String BARE_NAME = "`(?:[^`]|``)+`(?! *\\.)|[\\w$]+(?![\\w$]| *\\.)";

        /** Without a database before it: that would be another one than the one that is restored to. */
        static final String NAME = "(?<name>" + BARE_NAME + ")";

        /** The client writes each program in the SQL_MODE of its author, which may have ANSI_QUOTES. */
        static final String PROGRAM = "(?<name>" + BARE_NAME + "|\"(?:[^\"]|\"\")+\"(?! *\\.))";

        static final String DEFINER =
                "(?: +OR +REPLACE)?(?: +DEFINER *= *(?:`(?:[^`]|``)+`|\"(?:[^\"]|\"\")+\"|[\\w$]+)"
                        + "(?:@`[^`]*`|@\"[^\"]*\"|@[\\w$.%]+)?)?";
    }
}
