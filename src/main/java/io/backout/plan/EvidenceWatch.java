package io.backout.plan;

import io.backout.target.ReleaseVerdicts;
import io.backout.target.Target;
import io.backout.tool.Migration;
import io.backout.tool.ScratchSchema;
import io.backout.tool.ToolException;
import io.backout.tool.Tools;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Gathers evidence and remembers a release that it sees healthy. */
@Component
public class EvidenceWatch {
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceWatch.class);

    private final EvidenceCollector collector;
    private final ReleaseVerdicts verdicts;
    private final Tools.Factory tools;

    public EvidenceWatch(EvidenceCollector collector, ReleaseVerdicts verdicts, Tools.Factory tools) {
        this.collector = collector;
        this.verdicts = verdicts;
        this.tools = tools;
    }

    /** @param by who looks: a rollback's id, or the probe's name */
    public Evidence look(Target target, String by) {
        Evidence evidence = collector.gather(target);
        if (evidence.runsHead()) {
            verdicts.markVerified(target.id(), evidence.code().head(), by);
            learnSchema(target, evidence.code().head());
        }
        return evidence;
    }

    /** Built in quiet times, the schema that a way back must end in need not be built during the outage. */
    private void learnSchema(Target target, String commit) {
        if (target.properties().databaseAdministrator() == null) {
            return;
        }
        try {
            Tools reading = tools.reading(target);
            new ScratchSchema(reading.mysql()).build(Migration.of(reading.git(), commit));
        } catch (ToolException e) {
            LOG.warn(
                    "target '{}': the schema of release '{}' could not be built; its verification will try again: {}",
                    target.id(),
                    commit,
                    e.fact());
        }
    }
}
