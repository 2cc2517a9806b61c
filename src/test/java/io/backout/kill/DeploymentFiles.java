package io.backout.kill;

import io.backout.demo.BackoutServer;
import io.backout.demo.BackoutServer.Deployed;
import io.backout.sample.EngineSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** What docker-compose.yml and the systemd unit run, on this machine: only places, ports and the database are others. */
final class DeploymentFiles {
    private final int firstPort = BackoutServer.freePort();
    private final int secondPort = BackoutServer.freePort();
    private final Map<String, String> here = new LinkedHashMap<>();

    DeploymentFiles(Path directory, EngineSchema schema) {
        Path secrets = directory.resolve("secrets");
        here.put("/srv/backout/backout.jar", BackoutServer.jar().toString());
        here.put("/var/lib/backout", directory.resolve("data").toString());
        here.put("/run/secrets/", secrets + "/");
        here.put("%d/", secrets + "/");
        here.put("jdbc:mysql://127.0.0.1:3307/backout", schema.url());
        here.put("8080", String.valueOf(firstPort));
        here.put("8081", String.valueOf(secondPort));
        try {
            Files.createDirectories(secrets);
            // As an editor leaves it.
            Files.writeString(secrets.resolve("spring.datasource.password"), schema.password() + "\n");
            Files.writeString(secrets.resolve("backout.admin-password"), "Break-Glass-2026!\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int firstPort() {
        return firstPort;
    }

    int secondPort() {
        return secondPort;
    }

    Deployed compose(String service) {
        Map<String, String> environment = new LinkedHashMap<>();
        this.<Map<String, String>>service(service, "environment")
                .forEach((name, value) -> environment.put(name, here(value)));
        return new Deployed(program(service(service, "command")), environment);
    }

    /** Runs the service's own health check. @return its exit code */
    int healthCheck(String service) {
        List<String> test =
                this.<Map<String, List<String>>>service(service, "healthcheck").get("test");
        if (!test.get(0).equals("CMD")) {
            throw new IllegalStateException("not a program: " + test);
        }
        try {
            return new ProcessBuilder(test.stream().skip(1).map(this::here).toList())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Deployed unit(int port) {
        here.put("%i", String.valueOf(port));
        List<String> lines = read("docs/backout@.service").lines().toList();
        Map<String, String> environment = new LinkedHashMap<>();
        values(lines, "Environment").forEach(setting -> {
            String[] nameAndValue = setting.split("=", 2);
            environment.put(nameAndValue[0], here(nameAndValue[1]));
        });
        return new Deployed(
                program(Arrays.asList(values(lines, "ExecStart").get(0).split(" "))), environment);
    }

    private static List<String> values(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .toList();
    }

    /** This machine's Java. */
    private List<String> program(List<String> command) {
        List<String> argv =
                new java.util.ArrayList<>(command.stream().map(this::here).toList());
        if (!argv.get(0).matches("(/usr/bin/)?java")) {
            throw new IllegalStateException("not Java: " + command);
        }
        argv.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        return argv;
    }

    private String here(String text) {
        String changed = text;
        for (Map.Entry<String, String> place : here.entrySet()) {
            changed = changed.replace(place.getKey(), place.getValue());
        }
        return changed;
    }

    @SuppressWarnings("unchecked")
    private <T> T service(String name, String key) {
        Map<String, Map<String, Map<String, Object>>> file = new Yaml().load(read("docker-compose.yml"));
        return (T) file.get("services").get(name).get(key);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(System.getProperty("basedir", ".")).resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
