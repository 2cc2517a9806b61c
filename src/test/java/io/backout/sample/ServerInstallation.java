package io.backout.sample;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A database server's programs, unpacked once from a Maven artifact, with an empty data directory to copy. */
interface ServerInstallation {

    /** As people call it. */
    String name();

    Path data();

    /** The program, and the arguments that every server of it needs. */
    List<String> server(Path data);

    /** Arguments of a server that serves. */
    List<String> options();

    /** Arguments in a system property: a benchmark wants another server than the tests. */
    static List<String> wanted(String property) {
        return Stream.of(System.getProperty(property, "").split(" +"))
                .filter(option -> !option.isEmpty())
                .toList();
    }
}
