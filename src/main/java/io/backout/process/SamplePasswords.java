package io.backout.process;

import java.util.Set;

/** The passwords of the people of the demo and the tests, as the source shows them to everybody. */
final class SamplePasswords {
    static final Set<String> ALL = Set.of(
            "Command-2026!",
            "Operate-2026!",
            "Inspect-2026!",
            "Database-2026!",
            "Systems-2026!",
            "Product-2026!",
            "Technic-2026!",
            "Business-2026!",
            "Customer-2026!",
            "Nothing-2026!");

    private SamplePasswords() {}
}
