package io.backout.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** pm2 and the stand-in schema engine, installed once, and the environment in which the sample's programs run. */
final class SampleTools {

    /** What a machine needs to reach its package registry. */
    private static final String PASSED_ON =
            "(?i)(https?|no|all)_proxy|npm_config_(registry|cafile|strict_ssl|userconfig|cache)"
                    + "|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|TMPDIR|LANG|USER|HOME";

    private SampleTools() {}

    /** Everything that a program of the sample needs, also where it inherits nothing else. */
    static Map<String, String> environment(Path pm2Home) {
        Path tools = installed();
        Map<String, String> environment = npmEnvironment();
        // Last of all: the machine's own client programs, if it has any, are as good.
        environment.put(
                "PATH",
                "%s:%s:%s"
                        .formatted(
                                tools.resolve("node_modules/.bin"), System.getenv("PATH"), SampleDatabase.programs()));
        environment.put("PM2_HOME", pm2Home.toString());
        environment.put("PM2_DISABLE_VERSION_CHECK", "true");
        environment.put(
                "PRISMA_SCHEMA_ENGINE_BINARY",
                tools.resolve("schema-engine-mysql").toString());
        // Never loaded, but the CLI wants it to exist; the engine of the application is plain JavaScript.
        environment.put(
                "PRISMA_QUERY_ENGINE_LIBRARY",
                tools.resolve("schema-engine-mysql").toString());
        environment.put("CHECKPOINT_DISABLE", "1");
        environment.put("PRISMA_HIDE_UPDATE_MESSAGE", "1");
        // Whoever runs the tests may sign commits or convert line ends.
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        return environment;
    }

    /** Installs exactly what the lock file beside package.json says. */
    static void install(Path directory) {
        ShellCommand.in(directory).with(npmEnvironment()).run("npm", "ci");
    }

    private static Map<String, String> npmEnvironment() {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.keySet().removeIf(key -> !key.matches(PASSED_ON));
        environment.put("PATH", System.getenv("PATH"));
        environment.put("npm_config_ignore_scripts", "true");
        environment.put("npm_config_audit", "false");
        environment.put("npm_config_fund", "false");
        environment.put("npm_config_update_notifier", "false");
        environment.put("npm_config_prefer_offline", "true");
        Path home = Path.of(environment.getOrDefault("HOME", "/"));
        if (!Files.isWritable(home)) {
            environment.putIfAbsent(
                    "npm_config_cache",
                    SampleFiles.cached("npm-cache", draft -> {}).toString());
        }
        return environment;
    }

    private static Path installed() {
        Path tools = SampleFiles.source("tools");
        Path engine = SampleFiles.source("prisma-engine/schema-engine-mysql");
        String key = SampleFiles.hash(SampleFiles.read(tools.resolve("package-lock.json")), SampleFiles.read(engine));
        return SampleFiles.cached("tools-" + key, draft -> {
            try {
                for (String file : List.of("package.json", "package-lock.json")) {
                    Files.copy(tools.resolve(file), draft.resolve(file));
                }
                Path copy = Files.copy(engine, draft.resolve("schema-engine-mysql"));
                if (!copy.toFile().setExecutable(true)) throw new IOException("could not make executable: " + copy);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            install(draft);
        });
    }
}
