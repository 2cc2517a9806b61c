package io.backout.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.backup.StoredObject.Kind;
import io.backout.record.Json;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoredObjectsTest {
    private static final String HEAD =
            "-- MariaDB dump 10.19  Distrib 10.11.19-MariaDB, for debian-linux-gnu (x86_64)\n--\n"
                    + "-- Host: localhost    Database: shop\n";

    @Test
    void readsMySqlsForm() {
        StoredObjects objects = StoredObjects.of(DumpSamples.read(DumpSamples.mySql()));

        assertThat(objects.objects())
                .containsExactly(
                        new StoredObject(Kind.TRIGGER, "t", """
                                CREATE DEFINER=`dba`@`%` TRIGGER `t` BEFORE INSERT ON `orders` FOR EACH ROW BEGIN
                                  -- it's a comment; with ;; in it
                                  /* and "another one */
                                  # `and a third
                                  SET NEW.note = 'a\\';
                                END""", "NO_BACKSLASH_ESCAPES"),
                        new StoredObject(
                                Kind.VIEW,
                                "v",
                                "CREATE ALGORITHM=UNDEFINED DEFINER=`dba`@`%` SQL SECURITY DEFINER VIEW `v` AS select `orders`.`id` AS `id` from `orders`",
                                ""));
        assertThat(objects.complete()).containsExactlyInAnyOrder(Kind.VIEW, Kind.TRIGGER);
    }

    @Test
    void readsMariaDbsForm() {
        StoredObjects objects = StoredObjects.of(DumpSamples.read(DumpSamples.mariaDb()));

        assertThat(objects.of(Kind.EVENT))
                .containsExactly(new StoredObject(
                        Kind.EVENT,
                        "ev",
                        "CREATE DEFINER=`dba`@`%` EVENT `ev` ON SCHEDULE EVERY 1 DAY STARTS '2026-11-24 12:01:09' ON COMPLETION NOT PRESERVE ENABLE DO begin delete from empty; end",
                        "STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION",
                        "utf8mb4_general_ci",
                        "SYSTEM"));
        assertThat(objects.of(Kind.VIEW))
                .extracting(StoredObject::sql)
                .containsExactly(
                        "CREATE ALGORITHM=UNDEFINED DEFINER=`dba`@`%` SQL SECURITY DEFINER VIEW `v` AS select `all ``kinds`.`id` AS `id`,`all ``kinds`.`note` AS `note` from `all ``kinds`",
                        "CREATE ALGORITHM=UNDEFINED DEFINER=`dba`@`%` SQL SECURITY DEFINER VIEW `vv` AS select `v`.`id` AS `id`,`v`.`note` AS `note` from `v`");
        assertThat(objects.complete()).containsExactlyInAnyOrder(Kind.values());
    }

    @Test
    void keepsAViewsCheckOptionAndOddDefiners() {
        assertThat(sql("""
                /*!50001 CREATE ALGORITHM=MERGE */
                /*!50013 DEFINER=`a*/b`@`10.%` SQL SECURITY INVOKER */
                /*!50001 VIEW `v` AS select 1 AS `id` from `t` where `t`.`id` > 0 */
                /*!50002 WITH CASCADED CHECK OPTION */;
                """))
                .isEqualTo(
                        "CREATE ALGORITHM=MERGE DEFINER=`a*/b`@`10.%` SQL SECURITY INVOKER VIEW `v` AS select 1 AS `id` from `t` where `t`.`id` > 0 WITH CASCADED CHECK OPTION");
    }

    @Test
    void keepsATriggerThatNamesItsDatabaseAndEndsWithAComment() {
        assertThat(sql("""
                DELIMITER ;;
                /*!50003 CREATE*/ /*!50017 DEFINER=`dba`@`%`*/ /*!50003 TRIGGER shop.`named` AFTER DELETE ON shop.t FOR EACH ROW SET @a = 1 /* why */ */;;
                DELIMITER ;
                """))
                .isEqualTo(
                        "CREATE DEFINER=`dba`@`%` TRIGGER shop.`named` AFTER DELETE ON shop.t FOR EACH ROW SET @a = 1 /* why */");
    }

    @Test
    void refusesATriggerOfAnotherDatabase() {
        assertThat(DumpSamples.read(HEAD + "CREATE TRIGGER other.x BEFORE INSERT ON other.t FOR EACH ROW SET @a = 1;")
                        .problems())
                .extracting(DumpProblem::kind)
                .containsExactly(DumpProblem.Kind.FORBIDDEN);
    }

    /** What a client was asked for it says, and where it says nothing (--skip-comments) it can still be seen. */
    @Test
    void knowsOfWhichKindsADumpHasAll() {
        assertThat(complete("")).containsExactlyInAnyOrder(Kind.VIEW, Kind.TRIGGER);
        assertThat(complete("--\n-- Dumping routines for database 'shop'\n--\n"))
                .containsExactlyInAnyOrder(Kind.VIEW, Kind.TRIGGER, Kind.FUNCTION, Kind.PROCEDURE);
        assertThat(complete("--\n-- Dumping events for database 'shop'\n--\n"))
                .containsExactlyInAnyOrder(Kind.VIEW, Kind.TRIGGER, Kind.EVENT);
        assertThat(complete("CREATE PROCEDURE `p`() SELECT 1;"))
                .containsExactlyInAnyOrder(Kind.VIEW, Kind.TRIGGER, Kind.FUNCTION, Kind.PROCEDURE);
    }

    /** Otherwise the seal of a set that was taken before would break. */
    @Test
    void writesWhatEarlierManifestsSayAsTheySayIt() {
        String object = "{\"kind\":\"VIEW\",\"name\":\"v\",\"sql\":\"CREATE VIEW `v` AS select 1\",\"sqlMode\":\"\"}";
        String header =
                "{\"binlog\":\"\",\"charset\":\"utf8mb4\",\"client\":\"\",\"completed\":\"\",\"database\":\"shop\",\"serverVersion\":\"\"}";

        assertThat(Json.write(Json.read(object, DumpObject.class))).isEqualTo(object);
        assertThat(Json.write(Json.read(header, DumpHeader.class))).isEqualTo(header);
    }

    private static Set<Kind> complete(String rest) {
        return StoredObjects.of(DumpSamples.read(HEAD + rest)).complete();
    }

    private static String sql(String statements) {
        Dump dump = DumpSamples.read(HEAD + statements);
        assertThat(dump.problems()).isEmpty();
        List<StoredObject> objects = StoredObjects.of(dump).objects();
        assertThat(objects).hasSize(1);
        return objects.get(0).sql();
    }
}
