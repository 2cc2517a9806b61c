package io.backout.e2e;

import io.backout.sample.SampleTarget;
import java.util.List;
import java.util.Map;

/** Everything that a rollback could touch: code, processes with their pids and restarts, history and schema. */
record State(String head, String files, List<String> processes, List<Map<String, Object>> database) {
    private static final String PROCESSES = """
            const list = require('fs').readFileSync(0, 'utf8').trim().split('\\n').pop();
            for (const p of JSON.parse(list)) console.log(p.name, p.pm2_env.status, p.pid, p.pm2_env.restart_time);
            """;
    private static final String DATABASE = """
            SELECT column_name AS name, column_type AS type FROM information_schema.columns WHERE table_schema = DATABASE()
            UNION SELECT migration_name, CONCAT_WS(' ', checksum, finished_at, rolled_back_at) FROM _prisma_migrations
            ORDER BY name, type""";

    static State of(SampleTarget sample) {
        return new State(
                sample.head(),
                sample.run("git", "status", "--porcelain", "--untracked-files=all"),
                sample.run("sh", "-c", "pm2 jlist | node -e \"$0\"", PROCESSES)
                        .lines()
                        .toList(),
                databaseOf(sample));
    }

    /** Columns and migration history. */
    static List<Map<String, Object>> databaseOf(SampleTarget sample) {
        return sample.database().query(DATABASE);
    }
}
