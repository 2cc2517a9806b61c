package io.backout.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/**
 * Runs inside Backout: halts one thread where it enters the last method of a way, until a file says that it may go on.
 * A debugger could do that, too, but makes Backout start three times slower.
 */
public final class HaltAgent {
    private static final List<Way> WAYS = new CopyOnWriteArrayList<>();

    private HaltAgent() {}

    /** @param argument a directory with the file "way": which time counts, then its methods, see {@link Method#line} */
    public static void premain(String argument, Instrumentation instrumentation) throws IOException {
        WAYS.add(Way.in(Path.of(argument)));
        if (WAYS.size() > 1) {
            return;
        }
        instrumentation.addTransformer(new ClassFileTransformer() {
            @Override
            public byte[] transform(
                    ClassLoader loader, String type, Class<?> redefined, ProtectionDomain domain, byte[] code) {
                // Whatever goes wrong here is swallowed by the virtual machine; the test then waits in vain.
                return instrumented(loader, String.valueOf(type).replace('/', '.'), code);
            }
        });
    }

    private static byte[] instrumented(ClassLoader loader, String type, byte[] code) {
        String[] methods = WAYS.stream()
                .flatMap(way -> way.methods().stream())
                .filter(method -> method[0].equals(type))
                .map(method -> method[1])
                .distinct()
                .toArray(String[]::new);
        if (methods.length == 0) {
            return null;
        }
        ClassFileLocator locator = new ClassFileLocator.Compound(
                ClassFileLocator.Simple.of(type, code), ClassFileLocator.ForClassLoader.of(loader));
        return new ByteBuddy()
                .with(TypeValidation.DISABLED)
                .redefine(TypePool.Default.of(locator).describe(type).resolve(), locator)
                .visit(Advice.to(Entry.class).on(ElementMatchers.namedOneOf(methods)))
                .make()
                .getBytes();
    }

    /** Copied to the beginning of each method of a way. */
    static final class Entry {
        private Entry() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.Origin("#t") String type,
                @Advice.Origin("#m") String method,
                @Advice.This(optional = true) Object on) {
            HaltAgent.entered(type, method, on == null ? "" : on.getClass().getName());
        }
    }

    /** Called from instrumented code. */
    public static void entered(String type, String method, String on) {
        WAYS.forEach(way -> way.entered(type, method, on));
    }

    /** @param passed how many of the methods each thread has entered */
    private record Way(
            Path directory, List<String[]> methods, int time, AtomicInteger begun, ThreadLocal<Integer> passed) {
        static Way in(Path directory) throws IOException {
            List<String> lines = Files.readAllLines(directory.resolve("way"));
            return new Way(
                    directory,
                    lines.stream().skip(1).map(line -> line.split("#", -1)).toList(),
                    Integer.parseInt(lines.get(0)),
                    new AtomicInteger(),
                    ThreadLocal.withInitial(() -> 0));
        }

        void entered(String type, String method, String on) {
            String[] next = methods.get(passed.get());
            if (!type.equals(next[0]) || !method.equals(next[1]) || !(next[2].isEmpty() || next[2].equals(on))) {
                return;
            }
            if (passed.get() == 0 && begun.incrementAndGet() < time) {
                return;
            }
            passed.set(passed.get() + 1);
            if (passed.get() == methods.size()) {
                passed.set(0);
                halt();
            }
        }

        /** The first who comes here; whoever comes later goes on. */
        private void halt() {
            try {
                // A link is there at once with what it says.
                Files.createSymbolicLink(
                        directory.resolve("halted"),
                        Path.of(String.valueOf(ProcessHandle.current().pid())));
                while (!Files.exists(directory.resolve("go"))) {
                    Thread.sleep(50);
                }
            } catch (FileAlreadyExistsException later) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
