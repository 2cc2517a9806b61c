package io.backout.sample;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says in one sentence what this machine lacks to run the sample target. */
public final class Prerequisites {

    private static final int OLDEST_JAVA = 17;
    private static final int OLDEST_NODE = 18;

    private Prerequisites() {}

    /** Throws where something is missing. */
    public static void check() {
        check(System.getenv("PATH"), Runtime.version().feature());
    }

    static void check(String searchPath, int java) {
        if (java < OLDEST_JAVA) {
            throw missing(
                    "java is version %d, but %d or newer is needed".formatted(java, OLDEST_JAVA),
                    "let JAVA_HOME name a newer JDK.");
        }
        for (String program : List.of("git", "node", "npm", "setsid")) {
            if (Stream.of(searchPath.split(File.pathSeparator)).noneMatch(directory -> isProgram(directory, program))) {
                throw missing(
                        "'%s' is not installed".formatted(program),
                        "install %s, or add its directory to PATH.".formatted(packageOf(program)));
            }
        }
        requireNode(ShellCommand.in(Path.of("/")).run("node", "--version").strip());
    }

    static void requireNode(String version) {
        Matcher major = Pattern.compile("v(\\d+)\\..*").matcher(version);
        if (!major.matches() || Integer.parseInt(major.group(1)) < OLDEST_NODE) {
            throw missing(
                    "node is version '%s', but %d or newer is needed".formatted(version, OLDEST_NODE),
                    "install a newer Node.js.");
        }
    }

    private static boolean isProgram(String directory, String name) {
        return Files.isExecutable(Path.of(directory, name));
    }

    private static String packageOf(String program) {
        return switch (program) {
            case "setsid" -> "util-linux";
            case "git" -> "Git";
            default -> "Node.js with npm";
        };
    }

    private static IllegalStateException missing(String fact, String hint) {
        return new IllegalStateException("%s; the sample target was not set up%nHINT: %s".formatted(fact, hint));
    }
}
