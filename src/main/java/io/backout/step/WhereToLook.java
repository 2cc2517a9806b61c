package io.backout.step;

import io.backout.plan.Step;

/** What a person looks at, to find out whether a step took effect, and what a wrong answer does. */
final class WhereToLook {
    private WhereToLook() {}

    /** Empty for what only reads: nobody is ever asked about it. */
    static String of(Step step) {
        return switch (step) {
            case STOP_APPLICATION, STOP_SERVICES, STOP_WRITING ->
                "It happened if `pm2 list` shows every process of the application as *stopped*.";
            case START_APPLICATION -> "It happened if `pm2 list` shows every process of the application as *online*.";
            case START_SERVICES ->
                "It happened if `pm2 list` shows every process as *online* that ran before the rollback.";
            case PRESERVE_EVIDENCE ->
                "It happened if `untracked-files.txt` is in the rollback's directory under `data/evidence`: it is written last but for copies of these files.";
            case PREPARE_RELEASE ->
                "It happened if `git worktree list` shows the release beside the live one, with all its dependencies.";
            case SWITCH_RELEASE ->
                "It happened if `git log -1` shows the release of the plan, and `git status` no change.";
            case TAKE_SNAPSHOT ->
                "It happened if the snapshot is there and whole: at level 2 `snapshot.sql` under `data/evidence`, at level 3 an emergency snapshot in the backup directory.";
            case RESTORE_BACKUP_ASIDE -> "It happened if the schema beside the live one has every table of the backup.";
            case REVERT_SCHEMA_CHANGES ->
                "It happened if **every** statement of the plan ran. The schema does not tell, because the next ones change only rows: look at these.";
            case MARK_MIGRATION_ROLLED_BACK ->
                "It happened if `_prisma_migrations` has a `rolled_back_at` for every migration of the plan.";
            case CUT_OVER -> "It happened if table `__rb_marker` lies in the schema that was put away.";
            case SWAP_BACK -> "It happened if table `__rb_marker` lies in the schema whose tables were live until now.";
            default -> "";
        };
    }

    static String advice(Step step) {
        if (step == Step.REVERT_SCHEMA_CHANGES) {
            return "'It did not happen' goes on at the first statement that the schema leaves open, and runs it again if it ran.";
        }
        return step.kind() == Step.Kind.ONCE
                ? "This step must not run twice: look before you answer."
                : "If in doubt, choose 'It did not happen': running this step twice does no harm.";
    }
}
