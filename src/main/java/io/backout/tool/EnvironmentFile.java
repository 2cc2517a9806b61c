package io.backout.tool;

import io.backout.target.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A target's environment file; it is parsed and never sourced. */
public record EnvironmentFile(Map<String, String> values) {
    private static final Pattern SECRET_NAME =
            Pattern.compile("URL|PASS|PWD|SECRET|TOKEN|KEY|CREDENTIAL|DSN", Pattern.CASE_INSENSITIVE);

    private static final Pattern PARAMETER = Pattern.compile("[?&;]([^=?&;#]+)=([^&;#]+)");

    /** @throws ToolException when the file is missing or may not be read; the message never quotes it */
    public static EnvironmentFile read(Target target) {
        try {
            String text = new String(Files.readAllBytes(target.environmentFile()), StandardCharsets.UTF_8);
            return new EnvironmentFile(
                    EnvironmentText.parse(text, target.properties().environment()));
        } catch (IOException e) {
            throw new ToolException(
                    "environment file '%s' of target '%s' could not be read"
                            .formatted(target.environmentFile(), target.id()),
                    "check that it exists and that Backout's user may read it, or set 'environment-file'.");
        }
    }

    /** @throws ToolException when there is no usable DATABASE_URL */
    public DatabaseUrl databaseUrl() {
        String url = Optional.ofNullable(values.get("DATABASE_URL"))
                .orElseThrow(() -> new ToolException(
                        "the environment file has no DATABASE_URL",
                        "add it, or set 'environment-file' to the right file."));
        return DatabaseUrl.parse(url);
    }

    /**
     * Values that must never be seen: those with a telling name, also as parameters of a URL, the password inside the
     * database's URL, and the administrator's.
     */
    public static List<String> secretsOf(Target target) {
        List<String> secrets = new ArrayList<>(telling(target.properties().environment()));
        try {
            EnvironmentFile file = read(target);
            secrets.addAll(telling(file.values));
            file.values.values().forEach(value -> secrets.addAll(tellingParameters(value)));
            DatabaseUrl url = file.databaseUrl();
            secrets.add(url.password());
            secrets.add(url.encodedPassword());
        } catch (ToolException unreadable) {
            // What cannot be read cannot be shown either; the preconditions report the file.
        }
        if (target.properties().databaseAdministrator() != null) {
            try {
                secrets.add(DatabaseLogin.ofAdministrator(target).password());
            } catch (ToolException unreadable) {
                // As above.
            }
        }
        return secrets;
    }

    private static List<String> tellingParameters(String url) {
        return PARAMETER
                .matcher(url)
                .results()
                .filter(parameter -> SECRET_NAME.matcher(parameter.group(1)).find())
                .flatMap(parameter -> Stream.of(parameter.group(2), DatabaseUrl.decoded(parameter.group(2))))
                .toList();
    }

    private static List<String> telling(Map<String, String> values) {
        return values.entrySet().stream()
                .filter(entry -> SECRET_NAME.matcher(entry.getKey()).find())
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Names only: values are secrets. */
    @Override
    public String toString() {
        return "EnvironmentFile" + values.keySet();
    }
}
