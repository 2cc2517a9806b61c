package io.backout.approval;

import java.util.List;

/** Who acts, with the duties that their groups give them. */
public record Person(String id, List<Duty> duties) {
    public boolean holds(Duty duty) {
        return duties.contains(duty);
    }

    /** @throws NotAllowedException when the person does not hold the duty, whoever they are */
    public void requireDuty(Duty duty, String action) {
        if (!holds(duty)) {
            throw new NotAllowedException(id, action, duty);
        }
    }
}
