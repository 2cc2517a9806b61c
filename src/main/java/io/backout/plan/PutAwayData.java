package io.backout.plan;

import io.backout.backup.PutAway;
import io.backout.backup.PutAwayRows;
import io.backout.backup.PutAways;
import io.backout.backup.SwapNames;
import io.backout.record.Rollback;
import io.backout.target.Target;
import io.backout.target.Targets;
import io.backout.tool.Mysql;
import io.backout.tool.Tools;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What cut-overs put away, and how long it is kept; nothing of it is ever dropped by itself. */
@Component
public class PutAwayData {
    private final Targets targets;
    private final Tools.Factory tools;

    public PutAwayData(Targets targets, Tools.Factory tools) {
        this.targets = targets;
        this.tools = tools;
    }

    /** The newest first. */
    public List<PutAway> of(Target target) {
        return PutAways.list(tools.reading(target).mysql());
    }

    public Optional<PutAway> find(Rollback rollback) {
        Mysql mysql = mysql(rollback);
        return new PutAways(mysql).find(SwapNames.of(mysql.database(), rollback.id()));
    }

    /** From then on it may be dropped, once that is approved. */
    public Instant keptUntil(String targetId, PutAway putAway) {
        return putAway.since().plus(targets.require(targetId).properties().putAwayRetention());
    }

    /** As {@link PutAways#tables}. */
    public Map<String, Long> tables(Rollback rollback, PutAway putAway) {
        return PutAways.tables(mysql(rollback), putAway);
    }

    /** As {@link PutAwayRows#export}. */
    public long export(Rollback rollback, PutAway putAway, String table, boolean onlyMissing, OutputStream to) {
        return PutAwayRows.export(mysql(rollback), putAway, table, onlyMissing, to);
    }

    /** As {@link PutAways#drop}. */
    public boolean drop(Rollback rollback, String schema) {
        Mysql mysql = mysql(rollback);
        return new PutAways(mysql).drop(SwapNames.of(mysql.database(), rollback.id()), schema);
    }

    private Mysql mysql(Rollback rollback) {
        return tools.reading(targets.require(rollback.target())).mysql();
    }
}
