package io.backout.kill;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A thread of Backout that enters these methods one after the other halts in the last one. */
final class HaltInBackout implements Halt {
    private final List<Method> way;
    private final int time;
    private Path directory;

    /** @param time the how-manieth entry into the first method counts, by whatever thread */
    HaltInBackout(List<Method> way, int time) {
        this.way = way;
        this.time = time;
    }

    @Override
    public String[] arm() {
        try {
            directory = Files.createTempDirectory("halt");
            List<String> lines = new ArrayList<>(List.of(String.valueOf(time)));
            way.forEach(method -> lines.add(method.line()));
            Files.write(directory.resolve("way"), lines);
            return new String[] {"-javaagent:%s=%s".formatted(agent(), directory)};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean needsRestart() {
        return true;
    }

    @Override
    public boolean isReached() {
        return Files.isSymbolicLink(directory.resolve("halted"));
    }

    @Override
    public OptionalLong process() {
        try {
            return OptionalLong.of(Long.parseLong(
                    Files.readSymbolicLink(directory.resolve("halted")).toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void letGo() {
        try {
            Files.createFile(directory.resolve("go"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only the agent's own classes: whatever else lies beside them, Backout must not see. */
    private Path agent() throws IOException {
        Path jar = directory.resolve("agent.jar");
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(new Attributes.Name("Premain-Class"), HaltAgent.class.getName());
        main.put(
                Attributes.Name.CLASS_PATH,
                net.bytebuddy.ByteBuddy.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (String name : List.of("HaltAgent", "HaltAgent$1", "HaltAgent$Entry", "HaltAgent$Way")) {
                String entry = "io/backout/kill/%s.class".formatted(name);
                out.putNextEntry(new JarEntry(entry));
                try (var bytes = HaltAgent.class.getClassLoader().getResourceAsStream(entry)) {
                    bytes.transferTo(out);
                }
                out.closeEntry();
            }
        }
        return jar;
    }
}
