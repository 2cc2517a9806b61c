package io.backout.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.backup.BackupVerdict.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Each thing that can be wrong with a set, in the very words that people read. */
class BackupVerificationTest {
    private static final String DO_NOT = "do not restore it; choose another set or take a new one.";

    @TempDir
    Path directory;

    private SetOfATest backup;

    @BeforeEach
    void isSound() throws IOException {
        backup = SetOfATest.in(directory);
    }

    @Test
    void emptyFile() throws IOException {
        backup.dump("");
        says(Kind.NOT_SOUND, "the dump is empty, so nothing can be restored from it; " + DO_NOT);
    }

    @Test
    void cutInsideAStatement() throws IOException {
        backup.dump(SetOfATest.sound().substring(0, SetOfATest.sound().indexOf("(2)") + 2));
        says(
                Kind.NOT_SOUND,
                "the dump ends inside the rows of a table (byte 866 of the SQL), so it is cut or damaged and would restore only in part; "
                        + DO_NOT);
    }

    @Test
    void cutBetweenTables() throws IOException {
        backup.dump(SetOfATest.sound().substring(0, SetOfATest.sound().indexOf("DROP TABLE IF EXISTS `orders`")));
        says(
                Kind.NOT_SOUND,
                "the dump lacks its last line '-- Dump completed', so it was cut, perhaps between two tables, and tables may be missing; "
                        + DO_NOT,
                "the dump lacks tables that its migrations build: orders; " + DO_NOT);
    }

    @Test
    void missingTableWithAForgedTrailer() throws IOException {
        String sound = SetOfATest.sound();
        backup.dump(sound.substring(0, sound.indexOf("DROP TABLE IF EXISTS `orders`"))
                + sound.substring(sound.indexOf("-- Dump completed")));
        says(Kind.NOT_SOUND, "the dump lacks tables that its migrations build: orders; " + DO_NOT);
    }

    @Test
    void namesInAnotherCase() {
        assertThat(backup.verify("11.4.5-MariaDB", "Orders", "_prisma_migrations")
                        .findings())
                .contains(
                        BackupFinding.fault(
                                "the dump writes names in another case (lower_case_table_names) than the live database, where the application looks for: Orders; choose a set of this server."));
    }

    @Test
    void missingTableThatNoMigrationBuilt() {
        assertThat(backup.verify("11.4.5-MariaDB", "orders", "_prisma_migrations", "legacy"))
                .isEqualTo(
                        new BackupVerdict(
                                Kind.NOT_PROVABLE,
                                java.util.List.of(
                                        BackupFinding.doubt(
                                                "the live database has tables that the dump lacks and no later migration builds: legacy; make sure that they did not exist when it was taken."))));
    }

    @Test
    void withoutPrismasTable() throws IOException {
        String sound = SetOfATest.sound();
        backup.dump(sound.substring(0, sound.indexOf("DROP TABLE"))
                + sound.substring(sound.indexOf("DROP TABLE IF EXISTS `orders`")));
        says(
                Kind.NOT_SOUND,
                "the dump has no table '_prisma_migrations' although the set has 1 migrations, so tables are missing; "
                        + DO_NOT);
    }

    @Test
    void migrationsThatDoNotBelongToTheData() throws IOException {
        backup.migration("20260202000000_more", "CREATE TABLE `more` (`id` int);");
        says(
                Kind.NOT_SOUND,
                "migration '20260202000000_more' of 'migrations_backup' is not applied in the dump, so data and code do not belong together; "
                        + DO_NOT,
                "the dump lacks tables that its migrations build: more; " + DO_NOT);
    }

    @Test
    void migrationThatWasEdited() throws IOException {
        backup.migration("20260101000000_init", SetOfATest.MIGRATION + " ");
        says(
                Kind.NOT_SOUND,
                "migration '20260101000000_init' of 'migrations_backup' is not the text that was applied in the dump; "
                        + DO_NOT);
    }

    @Test
    void wrongDatabase() throws IOException {
        backup.dump(SetOfATest.sound().replace("Database: easy_erp", "Database: easy_crm"));
        says(
                Kind.NOT_SOUND,
                "the dump is of database 'easy_crm' and not of 'easy_erp'; do not restore it; choose a set of this database.");
    }

    @Test
    void newerServerAndOtherFlavour() {
        assertThat(backup.verify("10.11.19-MariaDB", "orders", "_prisma_migrations")
                        .findings())
                .containsExactly(
                        BackupFinding.fault(
                                "the dump was made on MariaDB 11.4.5-MariaDB, which the live server (MariaDB 10.11.19-MariaDB) may not understand; restore it on a server of that version."));
        assertThat(backup.verify("8.0.46", "orders", "_prisma_migrations").kind())
                .isEqualTo(Kind.NOT_SOUND);
        assertThat(backup.verify("11.4.2-MariaDB", "orders", "_prisma_migrations")
                        .kind())
                .isEqualTo(Kind.SOUND);
        assertThat(backup.verify("5.5.5-11.8.1-MariaDB", "orders", "_prisma_migrations")
                        .kind())
                .isEqualTo(Kind.SOUND);
    }

    @Test
    void dumpOfSeveralDatabases() throws IOException {
        backup.dump(SetOfATest.sound().replaceFirst("DROP", "USE `easy_erp`;\nDROP"));
        says(
                Kind.NOT_SOUND,
                "the dump has the statement 'USE `easy_erp`' at byte 232, so it was made with --databases or --all-databases and would be restored over a database by its name; take backups of one database, without these options.");
    }

    @Test
    void otherStatements() throws IOException {
        backup.dump(SetOfATest.sound().replaceFirst("DROP", "GRANT ALL ON *.* TO `x`@`%`;\nDROP"));
        says(
                Kind.NOT_SOUND,
                "the dump has the statement 'GRANT ALL ON *.* TO `x`@`%`' at byte 232, so it would act outside of the tables that are restored; take backups of one database, without these options.");
    }

    @Test
    void characterSetThatLosesCharacters() throws IOException {
        backup.dump(SetOfATest.sound().replace("utf8mb4 */", "utf8 */"));
        says(
                Kind.NOT_PROVABLE,
                "the dump was written in the character set 'utf8' and not in utf8mb4, so characters such as emoji may have become '?'; take the next ones with --default-character-set=utf8mb4.");
    }

    @Test
    void withoutComments() throws IOException {
        backup.dump(SetOfATest.sound().replaceAll("(?m)^--.*\\n", ""));
        says(
                Kind.NOT_PROVABLE,
                "the dump was written without comments (--skip-comments or --compact), so nothing in it says that it is complete; take the next ones without these options.");
    }

    @Test
    void enginesWithoutTransactions() throws IOException {
        backup.dump(SetOfATest.sound().replaceFirst("(?s)(`orders` \\(.*?)InnoDB", "$1MyISAM"));
        says(
                Kind.NOT_PROVABLE,
                "tables of engine MyISAM take no part in transactions, so these were perhaps not dumped at one moment with the others: orders; convert them to InnoDB.");
    }

    @Test
    void missingParts() throws IOException {
        FileSystemUtils.deleteRecursively(backup.set().migrations());
        Files.delete(backup.set().schema());
        says(
                Kind.NOT_SOUND,
                "the set has no 'migrations_backup', so the code cannot be made to fit the data; choose another set or take a new one.",
                "the set has no 'schema_backup.prisma', so the client cannot be made to fit the data; choose another set or take a new one.");
    }

    @Test
    void missingDump() throws IOException {
        Files.delete(backup.set().dump().orElseThrow());
        says(
                Kind.NOT_SOUND,
                "the set has no 'full_backup.sql' (or .gz, .zst), so there is nothing to restore; choose another set.");
    }

    @Test
    void manifestThatWasChanged() throws IOException {
        backup.manifest();
        Path manifest = backup.set().directory().resolve(BackupManifest.NAME);
        Files.writeString(manifest, Files.readString(manifest).replace("c0ffee", "c0ffe0"));
        says(
                Kind.NOT_SOUND,
                "the set's manifest.json cannot be understood or was changed, so it proves nothing; choose another set or take a new one.");
    }

    @Test
    void filesThatAreNotThoseOfTheManifest() throws IOException {
        backup.manifest();
        Files.writeString(backup.set().schema(), "model Other {}");
        says(
                Kind.NOT_SOUND,
                "files of 'migrations_backup' or 'schema_backup.prisma' are not those that were taken; choose another set or take a new one.");
    }

    @Test
    void age() {
        BackupVerification verification = new BackupVerification(new Inspections(directory.resolve("own")));
        BackupVerdict verdict = verification.verify(
                backup.set(),
                new Expectation(
                        "easy_erp",
                        "",
                        java.util.List.of(),
                        directory,
                        java.time.Instant.parse("2026-12-24T12:00:00Z")));
        assertThat(verdict.kind()).isEqualTo(Kind.SOUND);
        assertThat(verdict.findings())
                .containsExactly(
                        BackupFinding.note(
                                "the live server did not answer, so the dump was not compared with it; verify it again before it is used."),
                        BackupFinding.note(
                                "the dump is 30 days old, so everything written since would be lost; look for a newer one."));
    }

    private void says(Kind kind, String... sentences) {
        BackupVerdict verdict = backup.verify();
        assertThat(verdict.findings().stream().map(BackupFinding::sentence)).containsExactly(sentences);
        assertThat(verdict.kind()).isEqualTo(kind);
    }
}
