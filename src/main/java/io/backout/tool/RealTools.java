package io.backout.tool;

import io.backout.command.CommandScope;
import io.backout.target.Target;
import org.springframework.stereotype.Component;

/** Makes tools that really run. */
@Component
final class RealTools implements Tools.Factory {
    @Override
    public Tools apply(Target target, CommandScope scope) {
        return Tools.real(target, scope);
    }
}
