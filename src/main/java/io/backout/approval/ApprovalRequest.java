package io.backout.approval;

/** One question: a task that asks a duty to sign. @param planHash the signature is for exactly this plan */
public record ApprovalRequest(String taskId, String rollbackId, String planId, String planHash, String duty) {
    public Duty asked() {
        return Duty.find(duty).orElseThrow();
    }
}
