package io.backout.plan;

import io.backout.target.ReleaseVerdicts;
import io.backout.target.Target;
import org.springframework.stereotype.Component;

/** Gathers evidence and remembers a release that it sees healthy. */
@Component
public class EvidenceWatch {
    private final EvidenceCollector collector;
    private final ReleaseVerdicts verdicts;

    public EvidenceWatch(EvidenceCollector collector, ReleaseVerdicts verdicts) {
        this.collector = collector;
        this.verdicts = verdicts;
    }

    /** @param by who looks: a rollback's id, or the probe's name */
    public Evidence look(Target target, String by) {
        Evidence evidence = collector.gather(target);
        if (evidence.runsHead()) {
            verdicts.markVerified(target.id(), evidence.code().head(), by);
        }
        return evidence;
    }
}
