package io.backout.trigger;

import io.backout.plan.EvidenceWatch;
import io.backout.record.Rollbacks;
import io.backout.target.Target;
import io.backout.target.Targets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks at each target at start-up and every minute, so that a release seen healthy is known when it is needed. */
@Component
class ReleaseProbe {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseProbe.class);

    private final Targets targets;
    private final Rollbacks rollbacks;
    private final EvidenceWatch watch;

    ReleaseProbe(Targets targets, Rollbacks rollbacks, EvidenceWatch watch) {
        this.targets = targets;
        this.rollbacks = rollbacks;
        this.watch = watch;
    }

    @Scheduled(fixedDelay = 60_000)
    void look() {
        for (Target target : targets.all()) {
            try {
                if (rollbacks.findActive(target.id()).isEmpty()) {
                    watch.look(target, "probe");
                }
            } catch (RuntimeException e) {
                LOG.warn(
                        "target '{}' could not be probed; it is tried again in a minute: {}",
                        target.id(),
                        e.getMessage());
            }
        }
    }
}
