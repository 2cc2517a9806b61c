package io.backout.plan;

import io.backout.record.EngineDatabase;
import io.backout.target.ConfigurationException;
import io.backout.target.Target;
import io.backout.target.Targets;
import io.backout.tool.DatabaseUrl;
import io.backout.tool.EnvironmentFile;
import io.backout.tool.ToolException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Backout's own record must not go back together with what it rolls back. */
@Component
public class SeparateDatabase {
    private final EngineDatabase own;

    /** @throws ConfigurationException when the engine's database is a target's own */
    public SeparateDatabase(EngineDatabase own, Targets targets) {
        this.own = own;
        for (Target target : targets.all()) {
            if (sharesServer(target)
                    && url(target)
                            .filter(url -> url.database().equalsIgnoreCase(own.schema()))
                            .isPresent()) {
                throw new ConfigurationException(
                        "spring.datasource.url",
                        own.location(),
                        "a database of Backout's own; this one is that of target '%s', and a rollback would take the record of itself back"
                                .formatted(target.id()));
            }
        }
    }

    /** True when whatever the target's database server suffers, Backout's record suffers, too. */
    public boolean sharesServer(Target target) {
        return url(target).filter(url -> own.isOn(url.host(), url.port())).isPresent();
    }

    /** Empty where it cannot be read; the preconditions say so. */
    private static Optional<DatabaseUrl> url(Target target) {
        try {
            return Optional.of(EnvironmentFile.read(target).databaseUrl());
        } catch (ToolException unreadable) {
            return Optional.empty();
        }
    }
}
