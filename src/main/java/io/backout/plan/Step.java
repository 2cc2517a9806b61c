package io.backout.plan;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Every step of the plan, declared once: planner, retries, operator's options and documentation come from here. */
public enum Step {
    GATHER_EVIDENCE(Kind.READ, false, 2),
    RECOMMEND_LEVEL(Kind.READ, false, 0),
    DRAFT_PLAN(Kind.READ, false, 2),
    REQUEST_APPROVALS(Kind.REPEATABLE, false, 0),
    REMIND_APPROVERS(Kind.REPEATABLE, false, 0),
    PAGE_NEXT_GROUP(Kind.REPEATABLE, false, 0),
    CONCLUDE_APPROVALS(Kind.REPEATABLE, false, 0),
    ESCALATE(Kind.REPEATABLE, false, 0),
    ANNOUNCE_START(Kind.REPEATABLE, false, 0),
    NOTIFY_COMMANDER(Kind.REPEATABLE, false, 0),
    NOTIFY_OPERATORS(Kind.REPEATABLE, false, 0),
    ANNOUNCE_SUCCESS(Kind.REPEATABLE, false, 0),
    ANNOUNCE_STOP(Kind.REPEATABLE, false, 0),
    ANNOUNCE_TAKE_OVER(Kind.REPEATABLE, false, 0),
    PRESERVE_EVIDENCE(Kind.REPEATABLE, false, 1),
    PREPARE_RELEASE(Kind.REPEATABLE, false, 5),
    STOP_APPLICATION(Kind.REPEATABLE, true, 1),
    TAKE_SNAPSHOT(Kind.REPEATABLE, false, 1),
    REVERT_SCHEMA_CHANGES(Kind.ONCE, true, 1),
    MARK_MIGRATION_ROLLED_BACK(Kind.REPEATABLE, true, 1),
    SWITCH_RELEASE(Kind.REPEATABLE, true, 1),
    START_APPLICATION(Kind.REPEATABLE, true, 1),
    COMPLETE_PLAN(Kind.READ, false, 2),
    STOP_WRITING(Kind.REPEATABLE, true, 1),
    VERIFY_BACKUP(Kind.READ, false, 2),
    RESTORE_BACKUP_ASIDE(Kind.REPEATABLE, false, 10),
    VERIFY_RESTORED_COPY(Kind.READ, false, 5),
    STOP_SERVICES(Kind.REPEATABLE, true, 1),
    COUNT_LOSS_AGAIN(Kind.READ, false, 1),
    CUT_OVER(Kind.ONCE, true, 1),
    SWAP_BACK(Kind.ONCE, true, 1),
    DROP_PUT_AWAY_DATA(Kind.REPEATABLE, false, 1),
    START_SERVICES(Kind.REPEATABLE, true, 1),
    VERIFY_RELEASE(Kind.READ, false, 4);

    /** READ changes nothing; REPEATABLE ends in the same state when run twice; ONCE must never run again blindly. */
    public enum Kind {
        READ,
        REPEATABLE,
        ONCE
    }

    private static final List<Step> LEVEL_1 = List.of(
            PRESERVE_EVIDENCE, PREPARE_RELEASE, STOP_APPLICATION, SWITCH_RELEASE, START_APPLICATION, VERIFY_RELEASE);

    private static final List<Step> LEVEL_2 = List.of(
            PREPARE_RELEASE,
            PRESERVE_EVIDENCE,
            STOP_APPLICATION,
            TAKE_SNAPSHOT,
            REVERT_SCHEMA_CHANGES,
            MARK_MIGRATION_ROLLED_BACK,
            SWITCH_RELEASE,
            START_APPLICATION,
            VERIFY_RELEASE);

    private static final List<Step> LEVEL_3 = List.of(
            STOP_WRITING,
            VERIFY_BACKUP,
            TAKE_SNAPSHOT,
            RESTORE_BACKUP_ASIDE,
            VERIFY_RESTORED_COPY,
            PREPARE_RELEASE,
            STOP_SERVICES,
            COUNT_LOSS_AGAIN,
            CUT_OVER,
            SWITCH_RELEASE,
            START_SERVICES,
            VERIFY_RELEASE);

    private static final List<Step> UNDO =
            List.of(PREPARE_RELEASE, STOP_SERVICES, SWAP_BACK, SWITCH_RELEASE, START_SERVICES, VERIFY_RELEASE);

    private static final Set<Step> BEFORE_SIGNATURES_OF_3 = EnumSet.of(
            STOP_WRITING, VERIFY_BACKUP, TAKE_SNAPSHOT, RESTORE_BACKUP_ASIDE, VERIFY_RESTORED_COPY, PREPARE_RELEASE);

    private final Kind kind;
    private final boolean mutating;
    private final int usualSeconds;

    Step(Kind kind, boolean mutating, int usualSeconds) {
        this.kind = kind;
        this.mutating = mutating;
        this.usualSeconds = usualSeconds;
    }

    public static List<Step> ofLevel(int level) {
        return switch (level) {
            case 1 -> LEVEL_1;
            case 2 -> LEVEL_2;
            case 3 -> LEVEL_3;
            default -> List.of();
        };
    }

    /** To bring back what a cut-over put away. */
    public static List<Step> ofUndo() {
        return UNDO;
    }

    /** Prepared aside by the commander's decision, so that after the last signature nobody waits for it. */
    public boolean precedesSignatures(int level) {
        return switch (level) {
            case 2 -> this == PREPARE_RELEASE;
            case 3 -> BEFORE_SIGNATURES_OF_3.contains(this);
            default -> false;
        };
    }

    /** @throws IllegalArgumentException when no step has this name */
    public static Step named(String id) {
        return Arrays.stream(values())
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no step is named '" + id + "'"));
    }

    public Kind kind() {
        return kind;
    }

    /** True when it changes what the application reads or writes. */
    public boolean mutating() {
        return mutating;
    }

    /** From here on the application is down. */
    boolean beginsOutage() {
        return this == STOP_APPLICATION || this == STOP_SERVICES;
    }

    /** Expected seconds while no earlier run is known. */
    public int usualSeconds() {
        return usualSeconds;
    }

    /** As in diagram ids, beans and API: {@code stopApplication}. */
    public String id() {
        String[] words = name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder id = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            id.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return id.toString();
    }

    /** As on screen: {@code Stop application}. */
    public String label() {
        String words = name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
