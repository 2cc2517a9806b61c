package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.BackoutSettings;
import io.backout.sample.SampleBackups;
import io.backout.sample.SampleDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** The sample's data and its backup sets, as the scene's tests need them. */
final class BackupsOfTheScene {
    private static final String TABLES = """
            SELECT table_name AS name FROM information_schema.tables
            WHERE table_schema = '%s' AND table_type = 'BASE TABLE' AND table_name NOT IN ('__rb_marker', '%s')""";

    private final Scene scene;
    private final Path directory;
    private final SampleBackups sets;

    BackupsOfTheScene(Scene scene) {
        this.scene = scene;
        this.directory = BackoutSettings.backups(scene.server().dataDirectory().resolveSibling(""));
        this.sets = new SampleBackups(scene.sample(), directory);
    }

    /** No rows but those of the migrations, no schema beside the live one, no backup set. */
    void reset() {
        scene.reset();
        clear();
        dropSchemasAside();
        database()
                .execute("SET foreign_key_checks = 0; "
                        + each(database().name(), "_prisma_migrations", "TRUNCATE TABLE `%s`", "; "));
    }

    void fill(int orders) {
        sets.fill(orders);
    }

    void fillWithoutPayments(int orders) {
        sets.fillWithoutPayments(orders);
    }

    /** Puts a schema's tables in the place of the live ones, which go; no data is moved. */
    void takeOver(String schema) {
        String live = database().name();
        database().execute("SET foreign_key_checks = 0; " + each(live, "", "DROP TABLE `%s`", "; "));
        database()
                .execute("RENAME TABLE "
                        + each(schema, "", "`%s`.`%%1$s` TO `%s`.`%%1$s`".formatted(schema, live), ", "));
        dropSchemasAside();
    }

    private String each(String schema, String butFor, String what, String between) {
        return database().query(TABLES.formatted(schema, butFor)).stream()
                .map(row -> what.formatted(row.get("name")))
                .collect(Collectors.joining(between));
    }

    /** Their names begin with the live one's and "__". */
    List<String> schemasAside() {
        return database()
                .query("SHOW DATABASES LIKE '%s\\_\\_%%'".formatted(database().name()))
                .stream()
                .map(row -> String.valueOf(row.values().iterator().next()))
                .toList();
    }

    private void dropSchemasAside() {
        schemasAside().forEach(schema -> database()
                .execute("SET foreign_key_checks = 0; DROP DATABASE `%s`".formatted(schema)));
    }

    void clear() {
        try (Stream<Path> sets = Files.list(directory)) {
            sets.forEach(set -> FileSystemUtils.deleteRecursively(set.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path directory() {
        return directory;
    }

    Path dump(String name) {
        return directory.resolve(name).resolve("full_backup.sql");
    }

    /** The plan's layout, by the plan's own means. @return the set's name */
    String take() {
        String name = "20261128_030000";
        sets.take(name);
        assertThat(dump(name)).isNotEmptyFile();
        return name;
    }

    /** With the command line, and so with a manifest. @return the set's name */
    String takeWithManifest() {
        clear();
        scene.sample()
                .run(
                        "sh",
                        "-c",
                        "cd '%s' && exec '%s/bin/java' -Xmx256m -jar '%s' backup take --target %s"
                                .formatted(
                                        scene.server().dataDirectory().getParent(),
                                        System.getProperty("java.home"),
                                        Path.of(System.getProperty("basedir", "."), "target/backout.jar")
                                                .toAbsolutePath(),
                                        Scene.TARGET));
        try (Stream<Path> sets = Files.list(directory)) {
            return sets.map(set -> set.getFileName().toString()).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SampleDatabase database() {
        return scene.sample().database();
    }
}
