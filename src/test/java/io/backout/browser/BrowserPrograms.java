package io.backout.browser;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Chromium and the program that drives it, as installed on this machine. */
record BrowserPrograms(Path chromium, Path driver) {
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> DRIVERS = List.of("chromedriver");

    /** Installs Debian's packages where they are missing and this user may. */
    static BrowserPrograms installed() {
        return installed(System.getenv("PATH"), mayInstall() ? BrowserPrograms::installPackages : () -> {});
    }

    static BrowserPrograms installed(String searchPath, Runnable install) {
        return find(searchPath).orElseGet(() -> {
            install.run();
            return find(searchPath)
                    .orElseThrow(() -> new IllegalStateException(
                            "chromium or chromedriver is not installed; the browser tests were not run\n"
                                    + "HINT: install both, on Debian with 'apt-get install chromium chromium-driver',"
                                    + " or add their directory to PATH."));
        });
    }

    private static Optional<BrowserPrograms> find(String searchPath) {
        return first(searchPath, BROWSERS)
                .flatMap(browser -> first(searchPath, DRIVERS).map(driver -> new BrowserPrograms(browser, driver)));
    }

    private static Optional<Path> first(String searchPath, List<String> names) {
        return names.stream()
                .flatMap(name ->
                        Stream.of(searchPath.split(File.pathSeparator)).map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean mayInstall() {
        return Files.exists(Path.of("/etc/debian_version")) && "root".equals(System.getProperty("user.name"));
    }

    private static void installPackages() {
        try {
            Process apt = new ProcessBuilder(
                            "sh", "-c", "apt-get update && apt-get install -y chromium chromium-driver")
                    .inheritIO()
                    .start();
            apt.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while installing chromium", e);
        }
    }
}
