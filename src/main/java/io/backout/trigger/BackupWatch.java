package io.backout.trigger;

import io.backout.backup.Backups;
import io.backout.backup.JudgedBackup;
import io.backout.target.BackoutProperties;
import io.backout.target.Target;
import io.backout.target.Targets;
import io.backout.tool.Tools;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Reads each new backup set in the background, so that in the hour of need it is known which are sound. */
@Component
class BackupWatch {
    private static final Logger LOG = LoggerFactory.getLogger(BackupWatch.class);

    private static final Duration SETTLED = Duration.ofSeconds(30);

    private final Targets targets;
    private final Tools.Factory tools;
    private final BackoutProperties properties;
    private final Clock clock;

    BackupWatch(Targets targets, Tools.Factory tools, BackoutProperties properties, Clock clock) {
        this.targets = targets;
        this.tools = tools;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT60S")
    void look() {
        targets.all().stream()
                .filter(target -> target.properties().backupDirectory() != null)
                .forEach(this::look);
    }

    private void look(Target target) {
        try {
            Backups backups = new Backups(tools.reading(target), properties.dataDirectory(), clock);
            List<String> unread = backups.list().stream()
                    .filter(set -> !set.read())
                    // Whoever writes it may not be done.
                    .filter(set -> set.taken().isBefore(clock.instant().minus(SETTLED)))
                    .map(JudgedBackup::name)
                    .toList();
            for (String name : unread) {
                JudgedBackup judged = backups.verify(List.of(name)).get(0);
                LOG.info("target '{}': backup set '{}' was read and is {}", target.id(), name, judged.verdict());
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "target '{}': its backup sets could not be looked at; the next look is in a minute: {}",
                    target.id(),
                    e.getMessage());
        }
    }
}
