package io.backout.e2e;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one {@link Scene} of a run to the tests. */
final class OnTheScene implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Scene.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Scene.class))
                .getOrComputeIfAbsent(
                        "scene",
                        key -> Scene.set(Path.of(System.getProperty("basedir", "."), "target/e2e")
                                .toAbsolutePath()
                                .normalize()),
                        Scene.class);
    }
}
