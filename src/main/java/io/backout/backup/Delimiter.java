package io.backout.backup;

/** What ends a statement: a semicolon, or what the client's DELIMITER command says. */
final class Delimiter {
    private static final String COMMAND = "DELIMITER";

    private String text = ";";
    private int matched;

    /** @return whether the byte belongs to a delimiter that may be whole now */
    boolean takes(byte value, StatementText statement) {
        if (value != text.charAt(matched) || isCommand(statement)) {
            matched = 0;
            return false;
        }
        matched++;
        return true;
    }

    /** Whether the statement ends here; what was matched is taken off it. */
    boolean ends(StatementText statement) {
        if (matched < text.length()) {
            return false;
        }
        statement.drop(matched);
        matched = 0;
        return true;
    }

    boolean isCommand(StatementText statement) {
        return statement.startsWith(COMMAND);
    }

    boolean isSemicolon() {
        return text.equals(";");
    }

    /** @return false when the command names none */
    boolean change(StatementText command) {
        String wanted = command.toString().substring(COMMAND.length()).strip();
        command.clear();
        matched = 0;
        text = wanted.isEmpty() ? ";" : wanted;
        return !wanted.isEmpty();
    }
}
