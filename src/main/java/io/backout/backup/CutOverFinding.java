package io.backout.backup;

/** Something that stands in a cut-over's way. @param remedy what a person can do about it */
public record CutOverFinding(String fact, String remedy) {}
