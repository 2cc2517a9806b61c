package io.backout.approval;

import java.util.List;

/** Who must sign a plan of a level, as the decision table says. */
@FunctionalInterface
public interface RequiredApprovals {
    Required of(int level);

    /**
     * @param sign each of these duties signs, by a person of its own
     * @param page are called when signatures are late
     * @param acknowledge are told, and hold nothing up
     */
    record Required(List<Duty> sign, List<Duty> page, List<Duty> acknowledge) {}
}
