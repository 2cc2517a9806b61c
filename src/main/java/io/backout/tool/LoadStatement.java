package io.backout.tool;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.mysql.cj.jdbc.JdbcStatement;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * Sends statements byte by byte as they stand in a file: the driver writes each character as one byte, and the server is
 * told which charset these bytes are in. A text that is not valid UTF-8, such as raw binary values, comes through.
 */
public final class LoadStatement {
    /** One statement at a time: nothing behind a semicolon is ever carried out. */
    static final Map<String, String> CONNECTION = Map.of(
            "characterEncoding", "ISO-8859-1",
            "allowMultiQueries", "false",
            "allowLoadLocalInfile", "true",
            // What the server says about a row is read here, and counted.
            "jdbcCompliantTruncation", "false");

    private final Statement statement;

    /** @param statement of {@link Mysql#asLoader} */
    public LoadStatement(Statement statement) throws SQLException {
        this.statement = statement;
        statement.setEscapeProcessing(false);
    }

    public void execute(String sql) throws SQLException {
        feed(InputStream.nullInputStream());
        statement.execute(bytes(sql.getBytes(UTF_8)));
    }

    /** @return rows written */
    public long write(byte[] sql) throws SQLException {
        feed(InputStream.nullInputStream());
        return statement.executeLargeUpdate(bytes(sql));
    }

    /**
     * A LOAD DATA LOCAL INFILE that is fed from here, whatever file it names.
     *
     * @return rows written
     */
    public long write(String sql, InputStream content) throws SQLException {
        feed(content);
        return statement.executeLargeUpdate(bytes(sql.getBytes(UTF_8)));
    }

    public ResultSet query(String sql) throws SQLException {
        feed(InputStream.nullInputStream());
        return statement.executeQuery(bytes(sql.getBytes(UTF_8)));
    }

    /** First column of the first row. */
    public String value(String sql) throws SQLException {
        try (ResultSet row = query(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    /** A server may ask for any file of this machine, whatever the statement: it never gets another content than this. */
    private void feed(InputStream content) throws SQLException {
        statement.unwrap(JdbcStatement.class).setLocalInfileInputStream(content);
    }

    private static String bytes(byte[] sql) {
        return new String(sql, ISO_8859_1);
    }
}
