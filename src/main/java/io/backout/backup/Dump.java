package io.backout.backup;

import io.backout.backup.DumpProblem.Kind;
import io.backout.tool.MigrationRow;
import java.util.List;

/**
 * What one pass over a dump found.
 *
 * @param bytes of plain SQL
 * @param problems the first hundred
 * @param migrations Prisma's history, as far as the dump has it
 */
public record Dump(
        DumpHeader header,
        long bytes,
        List<DumpTable> tables,
        List<DumpObject> objects,
        List<MigrationRow> migrations,
        List<DumpProblem> problems) {
    public long rows() {
        return tables.stream().mapToLong(DumpTable::rows).sum();
    }

    List<DumpProblem> problems(Kind kind) {
        return problems.stream().filter(problem -> problem.kind() == kind).toList();
    }

    List<String> tableNames() {
        return tables.stream().map(DumpTable::name).toList();
    }
}
