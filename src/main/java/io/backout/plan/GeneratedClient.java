package io.backout.plan;

import io.backout.target.Release;
import io.backout.tool.Git;
import io.backout.tool.Prisma;
import io.backout.tool.ToolException;
import io.backout.tool.Tools;
import java.util.List;

/** Whether the release can get a client made from its own schema, and the live one be left alone meanwhile. */
final class GeneratedClient {
    private GeneratedClient() {}

    /** What is generated elsewhere would reach the live application at once, or not at all. */
    static Finding possible(Git git, String commit) {
        String name = "the release's client can be generated";
        String remedy = "choose another release, or go back by hand.";
        String release = Release.shortCommit(commit);
        List<String> elsewhere = Prisma.generators(git, commit).elsewhere();
        List<String> schemas = git.files(commit).stream()
                .filter(file -> file.endsWith(".prisma"))
                .toList();
        return elsewhere.isEmpty()
                ? Finding.of(
                        name,
                        schemas.isEmpty() || schemas.contains(Prisma.SCHEMA),
                        "release '%s' has its Prisma schema in %s instead of '%s', so its client cannot be generated"
                                .formatted(release, schemas, Prisma.SCHEMA),
                        remedy)
                : Finding.fails(
                        name,
                        "release '%s' generates into %s, which is no directory inside the application's, so it cannot be prepared beside the live one"
                                .formatted(release, elsewhere),
                        remedy);
    }

    static Finding aside(Tools tools, String commit) {
        String name = "the client is generated beside the live one";
        LevelOne way = new LevelOne(tools.target(), tools, "", commit);
        try {
            if (way.needsGenerate() && !way.needsInstall()) {
                Dependencies.requireOwnDirectory(tools.target().directory());
            }
            return Finding.holds(name, "ok");
        } catch (ToolException linked) {
            return Finding.fails(name, linked.fact(), linked.hint());
        }
    }
}
