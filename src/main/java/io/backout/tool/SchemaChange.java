package io.backout.tool;

/**
 * One statement of the way back to a schema. It may be run only where the object is as in {@code from}, and is done
 * where it is as in {@code to}.
 *
 * @param object as the schema names it
 * @param from its definition before; empty when it is not there
 * @param to its definition afterwards; empty when it is not there
 * @param statement one clause
 * @param losing SQL that counts what the statement destroys; empty when it destroys nothing
 * @param hindered SQL that counts what keeps the statement from being done without loss; empty when nothing can
 */
public record SchemaChange(String object, String from, String to, String statement, String losing, String hindered) {
    public SchemaChange(String object, String from, String to, String statement) {
        this(object, from, to, statement, "", "");
    }

    public SchemaChange losing(String question) {
        return new SchemaChange(object, from, to, statement, question, hindered);
    }

    public SchemaChange hinderedBy(String question) {
        return new SchemaChange(object, from, to, statement, losing, question);
    }
}
