package io.backout.verification;

/** One verification check and what it found; {@code detail} is one sentence. */
public record CheckResult(String name, boolean passed, String detail) {
    static CheckResult of(String name, boolean passed, String detail) {
        return new CheckResult(name, passed, passed ? "ok" : detail);
    }
}
