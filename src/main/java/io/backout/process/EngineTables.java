package io.backout.process;

import io.backout.record.EngineDatabase;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is set right in the engine's tables before its job executor starts. */
@Component
final class EngineTables extends AbstractProcessEnginePlugin {
    private final Node node;
    private final EngineDatabase database;
    private final JdbcClient jdbc;

    /** @param claim the name is ours before the engine touches anything */
    EngineTables(NodeClaim claim, Node node, EngineDatabase database, JdbcClient jdbc) {
        this.node = node;
        this.database = database;
        this.jdbc = jdbc;
    }

    /** What this node held before it died is free at once; nobody else has its name. */
    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        jdbc.sql("update ACT_RU_JOB set LOCK_OWNER_ = null, LOCK_EXP_TIME_ = null where LOCK_OWNER_ = ?")
                .param(node.name())
                .update();
        if (database.shared()) {
            EngineColumns.takeEveryCharacter(jdbc);
        }
    }
}
