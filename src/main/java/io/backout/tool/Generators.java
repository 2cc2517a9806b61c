package io.backout.tool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Prisma schema has generated from it; directories are relative to the application's.
 *
 * @param clients directories of clients
 * @param others what other generators write
 * @param elsewhere outputs, as they are written, outside of the application's directory or known to its environment only
 */
public record Generators(List<Path> clients, List<Path> others, List<String> elsewhere) {
    private static final Pattern COMMENT =
            Pattern.compile("^((?:[^\"/\n]|\"[^\"\n]*+\"|/(?!/))*+)//.*$", Pattern.MULTILINE);
    private static final Pattern BLOCK = Pattern.compile("\\bgenerator\\s+\\w+\\s*\\{([^}]*)}");
    private static final Pattern PROVIDER = Pattern.compile("\\bprovider\\s*=\\s*\"prisma-client(-js)?\"");
    private static final Pattern OUTPUT = Pattern.compile("\\boutput\\s*=\\s*(?:\"([^\"]*)\"|(env\\([^)]*\\)))");
    private static final String USUAL_OUTPUT = "../node_modules/.prisma/client";

    public static Generators of(String schema) {
        Generators generators = new Generators(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        BLOCK.matcher(COMMENT.matcher(schema).replaceAll("$1"))
                .results()
                .forEach(block -> generators.add(block.group(1)));
        return generators;
    }

    private void add(String block) {
        Matcher output = OUTPUT.matcher(block);
        boolean isClient = PROVIDER.matcher(block).find();
        if (output.find()) {
            add(isClient, output.group(1) == null ? output.group(2) : output.group(1), output.group(1) != null);
        } else if (isClient) {
            add(true, USUAL_OUTPUT, true);
        }
    }

    private void add(boolean isClient, String output, boolean isPath) {
        Path place = Path.of(Prisma.SCHEMA).resolveSibling(output).normalize();
        if (!isPath
                || place.isAbsolute()
                || place.startsWith("..")
                || place.toString().isEmpty()) {
            elsewhere.add("'%s'".formatted(output));
        } else {
            (isClient ? clients : others).add(place);
        }
    }
}
