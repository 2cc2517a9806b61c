package io.backout.backup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A trigger's text, which stays as somebody wrote it: also where it names its schema. */
final class TriggerText {
    private static final Pattern HEADER = Pattern.compile("(?is)^.*?\\bfor\\s+each\\s+row\\b");

    private TriggerText() {}

    /** Can be created in another schema; its body is left alone. */
    static StoredObject unqualified(StoredObject trigger, String schema) {
        Matcher header = HEADER.matcher(trigger.sql());
        if (!header.find()) {
            return trigger;
        }
        String name = "(?:%s|\\b%s)\\s*\\.\\s*".formatted(Pattern.quote(Sql.quoted(schema)), Pattern.quote(schema));
        String sql = header.group().replaceAll("(?<![@'`\\w])" + name, "")
                + trigger.sql().substring(header.end());
        return new StoredObject(
                trigger.kind(), trigger.name(), sql, trigger.sqlMode(), trigger.collation(), trigger.timeZone());
    }
}
