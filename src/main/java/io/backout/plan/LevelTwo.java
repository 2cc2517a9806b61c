package io.backout.plan;

import io.backout.tool.MigrationHistory;
import io.backout.tool.SchemaStatement;
import io.backout.tool.SqlScript;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What level 2 has to do beyond level 1, and with which statements. */
final class LevelTwo {
    private final LevelOne application;
    private final WayBack wayBack;

    LevelTwo(LevelOne application, WayBack wayBack) {
        this.application = application;
        this.wayBack = wayBack;
    }

    List<String> commands(Step step) {
        return switch (step) {
            case TAKE_SNAPSHOT -> List.of(snapshot());
            case REVERT_SCHEMA_CHANGES ->
                orNothing(
                        wayBack.statements().stream().map(LevelTwo::withItsSource),
                        "the schema is the release's already");
            case MARK_MIGRATION_ROLLED_BACK ->
                orNothing(wayBack.migrations().stream().map(MigrationHistory::statement), "no migration goes back");
            default -> application.commands(step);
        };
    }

    private static List<String> orNothing(Stream<String> commands, String why) {
        List<String> all = commands.toList();
        return all.isEmpty() ? List.of("nothing: " + why) : all;
    }

    private String snapshot() {
        String lost = wayBack.losses().stream().map(Loss::words).collect(Collectors.joining(", "));
        return "keep Prisma's history%s as SQL under the data directory (about %,d kB), and restore it once in a scratch database"
                .formatted(lost.isEmpty() ? "" : ", " + lost, Math.max(1, wayBack.snapshotBytes() / 1000));
    }

    private static String withItsSource(SchemaStatement statement) {
        return "%s  (%s)"
                .formatted(
                        SqlScript.shown(statement.sql()),
                        statement.source().isEmpty() ? "derived" : "down.sql of " + statement.source());
    }
}
