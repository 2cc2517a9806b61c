package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.backout.demo.RollbackApi.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/** Level 3 that cannot be done is refused with the way out, with nothing touched and services still running. */
@ExtendWith(OnTheScene.class)
class LevelThreeRefusalIT {
    private static final String UNSOUND =
            "backup set '%s' is not sound: %s\nHINT: choose another set, or take a new one.";

    private final Scene scene;
    private final BackupsOfTheScene backups;
    private String backup = "";

    LevelThreeRefusalIT(Scene scene) {
        this.scene = scene;
        this.backups = new BackupsOfTheScene(scene);
    }

    @BeforeEach
    void hasABackup() {
        backups.reset();
        backups.fill(1000);
        backup = backups.take();
    }

    @AfterEach
    void leavesNoRows() {
        backups.reset();
    }

    @Test
    void aBackupThatIsCutInsideAStatement() throws IOException {
        byte[] dump = Files.readAllBytes(backups.dump(backup));
        int length = text().indexOf("INSERT INTO `orders`") + 500;
        Files.write(backups.dump(backup), Arrays.copyOf(dump, length));

        refusesUnsound(
                "the dump ends inside the rows of a table (byte %,d of the SQL), so it is cut or damaged and would restore only in part; do not restore it; choose another set or take a new one."
                        .formatted(length));
    }

    @Test
    void aBackupThatIsCutBetweenTwoTables() throws IOException {
        edit(text().substring(0, text().indexOf("--\n-- Table structure for table `payments`")));

        refusesUnsound(
                "the dump lacks its last line '-- Dump completed', so it was cut, perhaps between two tables, and tables may be missing; do not restore it; choose another set or take a new one.");
    }

    @Test
    void aCompressedBackupThatIsCut() {
        scene.sample().run("sh", "-c", "gzip '%1$s' && truncate -s -100 '%1$s.gz'".formatted(backups.dump(backup)));

        refusesUnsound(
                "the dump is cut: its compression ends too early (byte # of the SQL), so it is cut or damaged and would restore only in part; do not restore it; choose another set or take a new one.");
    }

    @Test
    void aBackupWithOneFlippedByte() throws IOException {
        backup = backups.takeWithManifest();
        Path dump = backups.directory().resolve(backup).resolve("full_backup.sql.zst");
        byte[] bytes = Files.readAllBytes(dump);
        bytes[bytes.length / 2] ^= 1;
        Files.write(dump, bytes);

        refusesUnsound(
                "the dump is not the one that was taken: it has %1$,d bytes with SHA-256 #, and had %1$,d with #; choose another set or take a new one."
                        .formatted(bytes.length));
    }

    @Test
    void anEmptyBackup() throws IOException {
        edit("");

        refusesUnsound(
                "the dump is empty, so nothing can be restored from it; do not restore it; choose another set or take a new one.");
    }

    @Test
    void aBackupOfAnotherDatabase() throws IOException {
        edit(text().replaceFirst("Database: easy_erp", "Database: shop"));

        refusesUnsound(
                "the dump is of database 'shop' and not of 'easy_erp'; do not restore it; choose a set of this database.");
    }

    @Test
    void aBackupThatLacksATableButEndsAsIfItWereWhole() throws IOException {
        String dump = text();
        int from = dump.indexOf("--\n-- Table structure for table `payments`");
        int to = dump.indexOf("--\n-- Table structure for table `products`");
        edit(dump.substring(0, from) + dump.substring(to));

        refusesUnsound(
                "the dump lacks tables that its migrations build: payments; do not restore it; choose another set or take a new one.");
    }

    @Test
    void aBackupThatLacksATableWhichNoMigrationBuilds() {
        scene.sample().database().execute("CREATE TABLE notes (id INT PRIMARY KEY)");

        refuses(
                Map.of(),
                "backup set '%s' is completeness not provable: the live database has tables that the dump lacks and no later migration builds: notes; make sure that they did not exist when it was taken.\nHINT: choose another set, or take a new one."
                        .formatted(backup));
    }

    @Test
    void aBackupOfANewerServer() throws IOException {
        String version = String.valueOf(
                scene.sample().database().query("SELECT @@version AS v").get(0).get("v"));
        edit(text().replaceFirst("Server version\t\\d+\\.\\d+\\.\\d+", "Server version\t99.1.2"));

        refusesUnsound(
                "the dump was made on MariaDB 99.1.2-MariaDB, which the live server (MariaDB %s) may not understand; restore it on a server of that version."
                        .formatted(version));
    }

    @Test
    void aBackupDirectoryThatIsNotThere() throws IOException {
        Path elsewhere = backups.directory().resolveSibling("backups-elsewhere");
        Files.move(backups.directory(), elsewhere);
        try {
            refuses(Map.of(), """
                    backup directory '%s' of target 'easy-erp' is not there
                    HINT: create it or mount it, or correct 'backup-directory'.""".formatted(backups.directory()));
        } finally {
            Files.move(elsewhere, backups.directory());
        }
    }

    @Test
    void aBackupThatIsNotThere() {
        refuses(Map.of("backup", "20260101_000000"), """
                target 'easy-erp' has no backup set '20260101_000000'
                HINT: choose one of those that 'backup list' shows.""");
    }

    @Test
    void aMachineWithoutAClientToDumpThePresentDatabase() {
        assumeTrue(
                scene.sample()
                        .run(
                                "sh",
                                "-c",
                                "PATH='%s'; command -v mariadb-dump mysqldump || true".formatted(System.getenv("PATH")))
                        .isEmpty(),
                "this machine has a client of its own");
        refuses(Map.of("target", TargetsOfTheScene.NO_CLIENT), """
                no mariadb-dump or mysqldump of MariaDB was found to dump database '%s'; nothing was taken
                HINT: install the client of the server's kind, or correct PATH in the target's 'environment'.""".formatted("127.0.0.1:%d/easy_erp"
                .formatted(scene.sample().database().port())));
    }

    @Test
    void anotherSchemasForeignKey() {
        scene.sample().database().execute("""
                CREATE DATABASE reports_of_a_test;
                CREATE TABLE reports_of_a_test.r (id INT PRIMARY KEY,
                  CONSTRAINT theirs FOREIGN KEY (id) REFERENCES easy_erp.orders (id))""");
        try {
            refuses(Map.of(), """
                    foreign keys of other schemas point to 'easy_erp' and would follow its tables away: reports_of_a_test.r.theirs
                    HINT: drop them, and add them again after the rollback.""");
        } finally {
            scene.sample().database().execute("DROP DATABASE reports_of_a_test");
        }
    }

    @Test
    @DisabledIfEnvironmentVariable(
            named = "SAMPLE_DATABASE_URL",
            matches = ".+",
            disabledReason = "its accounts are not ours to make")
    void anAdministratorWithoutAPrivilege() {
        scene.sample().database().execute("""
                CREATE OR REPLACE USER %1$s IDENTIFIED BY '%2$s';
                GRANT PROCESS ON *.* TO %1$s;
                GRANT ALL PRIVILEGES ON `easy\\_erp`.* TO %1$s;
                GRANT ALL PRIVILEGES ON `easy\\_erp\\_\\_%%`.* TO %1$s;
                REVOKE DROP, TRIGGER ON `easy\\_erp`.* FROM %1$s""".formatted(
                        "'%s'@'%%'".formatted(TargetsOfTheScene.WEAK_USER), TargetsOfTheScene.WEAK_PASSWORD));

        refuses(Map.of("target", TargetsOfTheScene.WEAK_ADMINISTRATOR), """
                the administrator may not DROP, TRIGGER in 'easy_erp'
                HINT: GRANT DROP, TRIGGER ON `easy\\_erp`.* TO 'easy_erp_weak'@'%';""");
    }

    /** What is mounted over the server's directory hides it from Backout, not from the server, which has it open. */
    @Test
    @DisabledIfEnvironmentVariable(
            named = "SAMPLE_DATABASE_URL",
            matches = ".+",
            disabledReason = "that server's directory is not ours")
    void aFileSystemWithoutRoomForTheCopy() {
        String data = String.valueOf(
                scene.sample().database().query("SELECT @@datadir AS d").get(0).get("d"));
        String mounted = scene.sample()
                .run(
                        "sh",
                        "-c",
                        "mount -t tmpfs -o size=64k none '%s' 2>/dev/null && echo yes || true".formatted(data));
        assumeTrue(mounted.strip().equals("yes"), "only root may mount a small file system");
        try {
            refuses(Map.of(), """
                    only 0 MB are free under '%s', and about 1 MB are needed
                    HINT: free disk space, or mount a larger file system.""".formatted(Path.of(data)));
        } finally {
            scene.sample().run("umount", data);
        }
    }

    private String text() throws IOException {
        return Files.readString(backups.dump(backup), StandardCharsets.UTF_8);
    }

    private void edit(String text) throws IOException {
        Files.writeString(backups.dump(backup), text);
    }

    private void refusesUnsound(String finding) {
        refuses(Map.of(), UNSOUND.formatted(backup, finding));
    }

    private void refuses(Map<String, ?> more, String sentence) {
        scene.awaitSettled();
        State before = State.of(scene.sample());
        Rows rows = Rows.of(scene);
        Map<String, Object> request = new HashMap<>(Map.of("release", "v1.3.0", "writing", "STOP"));
        request.putAll(more);
        SignedRollback rollback = SignedRollback.restoring(scene, backup, request);
        Reply end = rollback.awaitEndOrQuestion();
        // Where compression noticed the cut, and which bytes a hash has, differs from run to run.
        assertThat(end.text("message")
                        .replaceAll("too early \\(byte [\\d,]+ of", "too early (byte # of")
                        .replaceAll("[0-9a-f]{12}…", "#"))
                .isEqualTo(sentence);
        assertThat(end.text("state")).isEqualTo("REFUSED");
        assertThat(end.body().path("steps")).isEmpty();
        assertThat(State.of(scene.sample())).isEqualTo(before);
        assertThat(Rows.of(scene)).isEqualTo(rows);
        assertThat(backups.schemasAside()).isEmpty();
        assertThat(scene.sample().health().isHealthy()).isTrue();
        assertThat(scene.record(rollback.id()).sentence("REFUSED"))
                .endsWith("cannot be carried out: " + end.text("message"));
    }
}
