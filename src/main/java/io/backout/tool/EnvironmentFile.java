package io.backout.tool;

import io.backout.target.Target;
import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A target's environment file, read by an env-file parser and never sourced. */
public record EnvironmentFile(Map<String, String> values) {
    private static final Pattern SECRET_NAME =
            Pattern.compile("URL|PASS|SECRET|TOKEN|KEY|CREDENTIAL|DSN", Pattern.CASE_INSENSITIVE);

    /** @throws ToolException when the file is missing or is not an env file */
    public static EnvironmentFile read(Target target) {
        Map<String, String> values = new TreeMap<>();
        try {
            Dotenv.configure()
                    .directory(Objects.requireNonNull(target.environmentFile().getParent())
                            .toString())
                    .filename(target.environmentFile().getFileName().toString())
                    .load()
                    .entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)
                    .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        } catch (DotenvException e) {
            // The parser's own message may quote the line, and so a secret.
            throw new ToolException(
                    "environment file '%s' of target '%s' could not be read"
                            .formatted(target.environmentFile(), target.id()),
                    "check that the file exists, is readable, and has one NAME=value on each line.");
        }
        return new EnvironmentFile(Map.copyOf(values));
    }

    /** @throws ToolException when there is no usable DATABASE_URL */
    public DatabaseUrl databaseUrl() {
        String url = Optional.ofNullable(values.get("DATABASE_URL"))
                .orElseThrow(() -> new ToolException(
                        "the environment file has no DATABASE_URL",
                        "add it, or set 'environment-file' to the right file."));
        return DatabaseUrl.parse(url);
    }

    /** Values that must never be seen: those with a telling name, and the password inside the database's URL. */
    public static List<String> secretsOf(Target target) {
        List<String> secrets = new ArrayList<>();
        try {
            EnvironmentFile file = read(target);
            file.values.forEach((name, value) -> {
                if (SECRET_NAME.matcher(name).find()) {
                    secrets.add(value);
                }
            });
            DatabaseUrl url = file.databaseUrl();
            secrets.add(url.password());
            secrets.add(url.encodedPassword());
        } catch (ToolException unreadable) {
            // What cannot be read cannot be shown either; the preconditions report the file.
        }
        return secrets;
    }
}
