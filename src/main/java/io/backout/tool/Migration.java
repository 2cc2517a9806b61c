package io.backout.tool;

import io.backout.record.Sha256;
import java.util.List;
import java.util.stream.Stream;

/** One migration folder of a release. */
public record Migration(String name, String sql) {
    private static final String FILE = "/migration.sql";

    /** The migrations of a release, oldest first. */
    public static List<Migration> of(Git git, String commit) {
        return git.files(commit).stream()
                .filter(file -> file.startsWith(Prisma.MIGRATIONS + "/") && file.endsWith(FILE))
                .sorted()
                .map(file -> new Migration(
                        file.substring(Prisma.MIGRATIONS.length() + 1, file.length() - FILE.length()),
                        git.show(commit, file).orElseThrow()))
                .toList();
    }

    /** SHA-256 of the file, as Prisma notes it in the history. */
    public String checksum() {
        return Sha256.of(sql);
    }

    /**
     * Whether Prisma takes a checksum for this file's: also with the other line endings, which git may have given it
     * where it was applied, and without leading zeros, as old versions noted it.
     */
    public boolean hasChecksum(String noted) {
        return Stream.of(sql, sql.replace("\r\n", "\n"), sql.replace("\n", "\r\n"))
                .map(Sha256::of)
                .anyMatch(sum -> noted.equals(sum) || noted.equals(sum.replaceAll("0(.)|(..)", "$1$2")));
    }
}
