package io.backout.backup;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a backup set is held against.
 *
 * @param database name in the target's DATABASE_URL
 * @param serverVersion of the live server; empty when it does not answer
 * @param tables of the live database; empty when it does not answer
 * @param migrations folder of the live application
 */
public record Expectation(String database, String serverVersion, List<String> tables, Path migrations, Instant now) {}
