package io.backout.backup;

/** What reading a dump whole found, whatever a manifest says. */
public record Inspection(FileFacts file, Dump dump) {}
