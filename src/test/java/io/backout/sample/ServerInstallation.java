package io.backout.sample;

import java.nio.file.Path;
import java.util.List;

/** A database server's programs, unpacked once from a Maven artifact, with an empty data directory to copy. */
interface ServerInstallation {

    /** As people call it. */
    String name();

    Path data();

    /** The program, and the arguments that every server of it needs. */
    List<String> server(Path data);

    /** Arguments of a server that serves. */
    List<String> options();
}
