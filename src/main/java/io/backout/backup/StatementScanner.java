package io.backout.backup;

/**
 * Takes a dump apart into statements, at its delimiters and nowhere else, in pieces of any size: a quote, a comment or a
 * statement may go on in the next piece.
 */
final class StatementScanner {
    private static final String SANDBOX = "/*M!999999";

    private final StatementSink sink;
    private final RowScanner rows = new RowScanner();
    private final StatementText text = new StatementText();
    private final StatementText comment = new StatementText();
    private State state = State.NEUTRAL;
    private final Delimiter delimiter = new Delimiter();
    /** The byte before, where quotes and comments may begin or end with both. */
    private byte previous;

    private int executable;
    private boolean escaped;
    private boolean backslashEscapes = true;
    private boolean tooLong;
    private long offset;
    private long begun;

    StatementScanner(StatementSink sink) {
        this.sink = sink;
    }

    /** Where in a statement a byte stands. */
    enum State {
        NEUTRAL,
        SINGLE_QUOTES,
        DOUBLE_QUOTES,
        BACKTICKS,
        LINE_COMMENT,
        COMMENT_OPENED,
        COMMENT,
        ROWS
    }

    void feed(byte[] bytes, int length) {
        int i = 0;
        while (i < length) {
            if (state == State.ROWS) {
                int next = rows.scan(bytes, i, length);
                if (rows.wrongAt() >= 0) {
                    sink.wrong(offset + rows.wrongAt() - i, "has a byte that no row of a dump has there");
                }
                offset += next - i;
                i = next;
                if (rows.ended()) {
                    end(offset);
                }
            } else {
                next(bytes[i++]);
            }
        }
    }

    /** Says where the dump ended; empty when that is between two statements. */
    String openAtTheEnd() {
        return switch (state) {
            case NEUTRAL -> text.isEmpty() ? "" : "a statement";
            case LINE_COMMENT, COMMENT, COMMENT_OPENED -> "a comment";
            case ROWS -> "the rows of a table";
            default -> "a quoted text";
        };
    }

    /** As the dump's last SET SQL_MODE says. */
    void backslashEscapes(boolean escapes) {
        backslashEscapes = escapes;
    }

    private void next(byte value) {
        switch (state) {
            case NEUTRAL -> {
                neutral(value);
                offset++;
                return;
            }
            case SINGLE_QUOTES -> quoted(value, '\'', backslashEscapes);
            case DOUBLE_QUOTES -> quoted(value, '"', backslashEscapes);
            case BACKTICKS -> quoted(value, '`', false);
            case LINE_COMMENT -> lineComment(value);
            case COMMENT_OPENED -> commentOpened(value);
            default -> {
                addComment(value);
                if (value == '/' && previous == '*') {
                    state = State.NEUTRAL;
                    value = 0;
                }
            }
        }
        previous = value;
        offset++;
    }

    private void neutral(byte value) {
        boolean wasDash = previous == '-' && text.endsWith("--");
        if (wasDash && value <= ' ' && value >= 0) {
            if (!text.isProgram()) text.drop(2);
            beginLineComment();
            lineComment(value);
            return;
        }
        if (delimiter.takes(value, text)) {
            add(value);
            previous = value;
            if (delimiter.ends(text)) {
                end(offset + 1);
            }
            return;
        }
        switch (value) {
            case '\'' -> state = State.SINGLE_QUOTES;
            case '"' -> state = State.DOUBLE_QUOTES;
            case '`' -> state = State.BACKTICKS;
            case '#' -> {
                addComment(value);
                beginLineComment();
                return;
            }
            case '\n' -> {
                if (delimiter.isCommand(text)) {
                    if (!delimiter.change(text)) sink.wrong(begun, "sets an empty DELIMITER");
                    return;
                }
            }
            case '(' -> {
                if (isInsert()) {
                    state = State.ROWS;
                    rows.begin();
                    // The parenthesis itself is the rows' first byte.
                    rows.scan(new byte[] {value}, 0, 1);
                    return;
                }
            }
            case '\\' -> {
                if (backslash()) return;
            }
            case '*' -> {
                if (previous == '/') state = State.COMMENT_OPENED;
            }
            case '/' -> {
                if (previous == '*' && --executable < 0) {
                    executable = 0;
                    sink.wrong(offset, "ends a comment that was never begun");
                }
            }
            default -> {}
        }
        add(value);
        previous = state == State.NEUTRAL ? value : 0;
    }

    /** @return whether it begins the sandbox mark of MariaDB's dumps, which is a comment for everybody else */
    private boolean backslash() {
        if (text.endsWith(SANDBOX)) {
            text.drop(SANDBOX.length());
            executable--;
            state = State.COMMENT;
            return true;
        }
        sink.wrong(offset, "has a backslash outside quotes, which is a command for the client 'mysql'");
        return false;
    }

    private boolean isInsert() {
        return (text.startsWith("INSERT") || text.startsWith("REPLACE"))
                && text.endsWith("VALUES")
                && delimiter.isSemicolon()
                && !PrismaRows.isInsert(text);
    }

    private void quoted(byte value, char quote, boolean escapes) {
        add(value);
        if (escaped) {
            escaped = false;
        } else if (escapes && value == '\\') {
            escaped = true;
        } else if (value == quote) {
            state = State.NEUTRAL;
        }
    }

    private void beginLineComment() {
        state = State.LINE_COMMENT;
        comment.clear();
    }

    private void lineComment(byte value) {
        if (value != '\n') {
            comment.add(value);
            addComment(value);
            return;
        }
        state = State.NEUTRAL;
        previous = 0;
        if (text.isEmpty()) {
            sink.comment(comment.toString(), offset + 1);
        } else {
            add(value);
        }
    }

    private void commentOpened(byte value) {
        if (value == '!') {
            executable++;
            add(value);
            state = State.NEUTRAL;
        } else if (value == 'M' && text.endsWith("/*")) {
            add(value);
        } else {
            if (!text.isProgram()) text.drop(text.endsWith("M") ? 3 : 2);
            addComment(value);
            state = State.COMMENT;
        }
    }

    private void addComment(byte value) {
        if (text.isProgram()) add(value);
    }

    private void add(byte value) {
        if (text.isEmpty()) {
            begun = offset;
        }
        if (!text.add(value) && !tooLong) {
            tooLong = true;
            sink.wrong(begun, "has a statement without rows that is too long to be understood");
        }
    }

    private void end(long end) {
        if (executable != 0) {
            sink.wrong(begun, "has a statement that ends inside an executable comment");
        }
        if (!text.isEmpty()) {
            sink.statement(text, rows, begun, end);
        }
        rows.begin();
        text.clear();
        state = State.NEUTRAL;
        previous = 0;
        executable = 0;
        tooLong = false;
    }
}
