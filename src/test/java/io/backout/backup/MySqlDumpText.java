package io.backout.backup;

import java.util.List;

/** The pieces of a dump in the words of mysqldump 8.0. */
final class MySqlDumpText {
    private MySqlDumpText() {}

    /** What stands around a line TABLES. */
    static String frame() {
        return """
                -- MySQL dump 10.13  Distrib 8.0.31, for Linux (x86_64)
                --
                -- Host: %s    Database: %s
                -- ------------------------------------------------------
                -- Server version	8.0.31

                /*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
                /*!40101 SET @OLD_CHARACTER_SET_RESULTS=@@CHARACTER_SET_RESULTS */;
                /*!40101 SET @OLD_COLLATION_CONNECTION=@@COLLATION_CONNECTION */;
                /*!50503 SET NAMES utf8mb4 */;
                /*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
                /*!40103 SET TIME_ZONE='+00:00' */;
                /*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
                /*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
                /*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
                /*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;
                TABLES
                /*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;

                /*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
                /*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
                /*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;
                /*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
                /*!40101 SET CHARACTER_SET_RESULTS=@OLD_CHARACTER_SET_RESULTS */;
                /*!40101 SET COLLATION_CONNECTION=@OLD_COLLATION_CONNECTION */;
                /*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;

                -- Dump completed on 2026-01-02  3:04:05
                """;
    }

    static String structure(String table, String create) {
        return """

                --
                -- Table structure for table %1$s
                --

                DROP TABLE IF EXISTS %2$s;
                /*!40101 SET @saved_cs_client     = @@character_set_client */;
                /*!50503 SET character_set_client = utf8mb4 */;
                %3$s;
                /*!40101 SET character_set_client = @saved_cs_client */;
                """.formatted(commented(table), Sql.quoted(table), create);
    }

    static String before(String table) {
        return """

                --
                -- Dumping data for table %1$s
                --

                LOCK TABLES %2$s WRITE;
                /*!40000 ALTER TABLE %2$s DISABLE KEYS */;
                """.formatted(commented(table), Sql.quoted(table));
    }

    static String after(String table) {
        return """
                /*!40000 ALTER TABLE %1$s ENABLE KEYS */;
                UNLOCK TABLES;
                """.formatted(Sql.quoted(table));
    }

    static String trigger(StoredObject trigger) {
        return """
                %sDELIMITER ;;
                /*!50003 %s */;;
                DELIMITER ;
                %s""".formatted(session(trigger, ";"), covered(trigger.sql(), "TRIGGER", "50017", "50003"), restored(";"));
    }

    static String view(StoredObject view) {
        return """

                --
                -- Final view structure for view %1$s
                --

                /*!50001 DROP VIEW IF EXISTS %2$s*/;
                /*!50001 SET @saved_cs_client          = @@character_set_client */;
                /*!50001 SET @saved_cs_results         = @@character_set_results */;
                /*!50001 SET @saved_col_connection     = @@collation_connection */;
                /*!50001 SET character_set_client      = utf8mb4 */;
                /*!50001 SET character_set_results     = utf8mb4 */;
                /*!50001 SET collation_connection      = %4$s */;
                %3$s
                /*!50001 SET character_set_client      = @saved_cs_client */;
                /*!50001 SET character_set_results     = @saved_cs_results */;
                /*!50001 SET collation_connection      = @saved_col_connection */;
                """.formatted(
                        commented(view.name()),
                        Sql.quoted(view.name()),
                        view.sql()
                                .replaceFirst(
                                        "^CREATE (ALGORITHM=\\S+) (DEFINER=\\S+ SQL SECURITY \\S+) (VIEW [\\s\\S]*)$",
                                        "/*!50001 CREATE $1 */\n/*!50013 $2 */\n/*!50001 $3 */;"),
                        view.collation());
    }

    /** What stands in a view's place until all tables are there. */
    static String placeholder(String view, List<String> columns) {
        return """

                --
                -- Temporary view structure for view %1$s
                --

                DROP TABLE IF EXISTS %2$s;
                /*!50001 DROP VIEW IF EXISTS %2$s*/;
                SET @saved_cs_client     = @@character_set_client;
                /*!50503 SET character_set_client = utf8mb4 */;
                /*!50001 CREATE VIEW %2$s AS SELECT\s
                %3$s*/;
                SET character_set_client = @saved_cs_client;
                """.formatted(
                        commented(view),
                        Sql.quoted(view),
                        String.join(
                                ",\n",
                                columns.stream()
                                        .map(column -> " 1 AS " + Sql.quoted(column))
                                        .toList()));
    }

    static String routine(StoredObject routine) {
        return """
                /*!50003 DROP %s IF EXISTS %s */;
                %sDELIMITER ;;
                %s ;;
                DELIMITER ;
                %s""".formatted(
                routine.kind(), Sql.quoted(routine.name()), session(routine, ";"), routine.sql(), restored(";"));
    }

    static String events(String database, List<StoredObject> events) {
        StringBuilder text = new StringBuilder("\n--\n-- Dumping events for database '%s'\n--\n".formatted(database));
        if (!events.isEmpty()) {
            text.append("/*!50106 SET @save_time_zone= @@TIME_ZONE */ ;\n");
            String delimiter = ";";
            for (StoredObject event : events) {
                text.append("/*!50106 DROP EVENT IF EXISTS %s */%s\nDELIMITER ;;\n"
                        .formatted(Sql.quoted(event.name()), delimiter));
                delimiter = ";;";
                text.append(session(event, ";;"))
                        .append("/*!50003 SET @saved_time_zone      = @@time_zone */ ;;\n")
                        .append("/*!50003 SET time_zone             = '%s' */ ;;\n".formatted(event.timeZone()))
                        .append("/*!50106 %s */ ;;\n".formatted(covered(event.sql(), "EVENT", "50117", "50106")))
                        .append("/*!50003 SET time_zone             = @saved_time_zone */ ;;\n")
                        .append(restored(";;"));
            }
            text.append("DELIMITER ;\n/*!50106 SET TIME_ZONE= @save_time_zone */ ;\n");
        }
        return text.toString();
    }

    private static String session(StoredObject object, String delimiter) {
        return """
                /*!50003 SET @saved_cs_client      = @@character_set_client */ %1$s
                /*!50003 SET @saved_cs_results     = @@character_set_results */ %1$s
                /*!50003 SET @saved_col_connection = @@collation_connection */ %1$s
                /*!50003 SET character_set_client  = utf8mb4 */ %1$s
                /*!50003 SET character_set_results = utf8mb4 */ %1$s
                /*!50003 SET collation_connection  = %2$s */ %1$s
                /*!50003 SET @saved_sql_mode       = @@sql_mode */ %1$s
                /*!50003 SET sql_mode              = '%3$s' */ %1$s
                """.formatted(delimiter, object.collation(), object.sqlMode());
    }

    private static String restored(String delimiter) {
        return """
                /*!50003 SET sql_mode              = @saved_sql_mode */ %1$s
                /*!50003 SET character_set_client  = @saved_cs_client */ %1$s
                /*!50003 SET character_set_results = @saved_cs_results */ %1$s
                /*!50003 SET collation_connection  = @saved_col_connection */ %1$s
                """.formatted(delimiter);
    }

    private static String covered(String sql, String kind, String definer, String version) {
        return sql.replaceFirst(
                "^CREATE (DEFINER=\\S+) " + kind, "CREATE*/ /*!%s $1*/ /*!%s %s".formatted(definer, version, kind));
    }

    private static String commented(String name) {
        return Sql.quoted(name).replace("\n", "\n-- ");
    }
}
