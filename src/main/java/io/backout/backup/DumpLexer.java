package io.backout.backup;

import io.backout.backup.DumpProblem.Kind;
import io.backout.tool.MigrationRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/** Understands a dump while its bytes come by; keeps definitions, and never rows. */
final class DumpLexer implements StatementSink {
    private static final int MOST_PROBLEMS = 100;
    private static final int SHOWN = 60;

    private final StatementScanner scanner = new StatementScanner(this);
    private final DumpComments comments = new DumpComments();
    private final Map<String, DumpTableBuilder> tables = new LinkedHashMap<>();
    private final Map<String, DumpObject> objects = new LinkedHashMap<>();
    private final List<MigrationRow> migrations = new ArrayList<>();
    private final List<DumpProblem> problems = new ArrayList<>();
    private byte[] lastInsert = new byte[0];
    private boolean lastPlain;
    private String lastTable = "";
    private String sqlMode = "";
    private String collation = "";
    private String timeZone = "";
    private long bytes;

    void feed(byte[] piece, int length) {
        scanner.feed(piece, length);
        bytes += length;
    }

    /** What was found, once all bytes were fed. */
    Dump end() {
        String open = scanner.openAtTheEnd();
        if (!open.isEmpty()) {
            comments.followed();
            problem(Kind.STRUCTURE, bytes, "ends inside " + open);
        }
        return new Dump(
                comments.header(),
                bytes,
                tables.values().stream().map(DumpTableBuilder::build).toList(),
                List.copyOf(objects.values()),
                List.copyOf(migrations),
                List.copyOf(problems));
    }

    @Override
    public void comment(String line, long end) {
        comments.read(line, end);
    }

    @Override
    public void wrong(long offset, String what) {
        problem(Kind.STRUCTURE, offset, what);
    }

    @Override
    public void statement(StatementText text, RowScanner rows, long begin, long end) {
        if (comments.isCompleted()) {
            comments.followed();
            problem(Kind.STRUCTURE, begin, "goes on behind its last line");
        }
        if (rows.rows() > 0 && text.same(lastInsert)) {
            insert(rows.rows(), !rows.literals(), begin, end);
            return;
        }
        String raw = text.toString();
        String bare = StatementKind.bare(raw, comments.database());
        for (StatementKind kind : StatementKind.values()) {
            Matcher found = kind.matcher(bare);
            if (found.matches()) {
                switch (kind) {
                    case SET -> set(new SetStatement(bare), begin);
                    case INSERT -> {
                        lastInsert = text.copy();
                        lastTable = name(found);
                        lastPlain = found.group(2) == null && bare.startsWith("INSERT INTO");
                        firstInsert(rows, bare, begin, end);
                    }
                    case ALTER_DATABASE -> problem(Kind.LEFT_OUT, begin, "has the statement '" + shown(bare) + "'");
                    default -> define(kind, name(found), raw);
                }
                return;
            }
        }
        problem(Kind.FORBIDDEN, begin, "has the statement '" + shown(bare) + "'");
    }

    private void firstInsert(RowScanner rows, String bare, long begin, long end) {
        DumpTableBuilder table = tables.get(lastTable);
        if (rows.rows() > 0) {
            insert(rows.rows(), !rows.literals(), begin, end);
        } else if (table != null && lastTable.equals(PrismaRows.TABLE)) {
            List<MigrationRow> found = PrismaRows.of(
                    bare.substring(bare.indexOf("VALUES") + "VALUES".length()),
                    table.columns().stream().map(DumpColumn::name).toList());
            migrations.addAll(found);
            insert(found.size(), true, begin, end);
        } else {
            problem(Kind.STRUCTURE, begin, "has an INSERT without rows");
        }
    }

    private void insert(long count, boolean noLiterals, long begin, long end) {
        DumpTableBuilder table = tables.get(lastTable);
        if (table == null) {
            problem(Kind.STRUCTURE, begin, "has rows of table '%s' before its definition".formatted(lastTable));
        } else {
            table.insert(begin, end, count, lastPlain && noLiterals);
        }
    }

    private void set(SetStatement statement, long begin) {
        if (statement.isAboutReplication()) {
            problem(Kind.LEFT_OUT, begin, "has the statement '" + shown(statement.text()) + "'");
        } else if (!statement.isKnown()) {
            problem(Kind.FORBIDDEN, begin, "has the statement '" + shown(statement.text()) + "'");
        }
        statement.charset().ifPresent(comments::charset);
        statement.collation().ifPresent(name -> collation = name);
        statement.timeZone().ifPresent(zone -> timeZone = zone);
        statement.sqlMode().ifPresent(mode -> {
            sqlMode = mode;
            scanner.backslashEscapes(!mode.contains("NO_BACKSLASH_ESCAPES"));
        });
    }

    private void define(StatementKind kind, String name, String raw) {
        if (kind == StatementKind.CREATE_TABLE) {
            // Old clients stand a table in for a view until its definition comes.
            if (!raw.startsWith("/*!50001 ")) {
                tables.put(name, new DumpTableBuilder(name, raw));
            }
        } else if (kind.name().startsWith("CREATE_")) {
            String word = kind.name().substring("CREATE_".length());
            // The last definition of a view counts: the first one only stands in for it.
            objects.put(
                    word + " " + name,
                    new DumpObject(DumpObject.Kind.of(word), name, raw, sqlMode, collation, timeZone));
        }
    }

    private void problem(Kind kind, long offset, String what) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new DumpProblem(kind, offset, what));
        }
    }

    private static String name(Matcher found) {
        if (!found.pattern().pattern().contains("?<name>") || found.group("name") == null) {
            return "";
        }
        String name = found.group("name");
        String quote = name.substring(0, 1);
        return quote.matches("[`\"]") ? name.substring(1, name.length() - 1).replace(quote + quote, quote) : name;
    }

    /** One line, and never so much that rows could be among it. */
    private static String shown(String statement) {
        String line = statement.replaceAll("\\s+", " ").replaceAll("'[^']*('|$)", "'…'");
        byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
        return utf8.length <= SHOWN ? line : line.substring(0, Math.min(line.length(), SHOWN)) + "…";
    }
}
