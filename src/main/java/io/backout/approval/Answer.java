package io.backout.approval;

/** What one duty answered. @param decision APPROVE or REFUSE */
public record Answer(String duty, String signedBy, String decision, String comment) {
    public static final String APPROVE = "APPROVE";
    public static final String REFUSE = "REFUSE";

    public boolean approves() {
        return decision.equals(APPROVE);
    }
}
