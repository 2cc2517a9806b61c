package io.backout.record;

/**
 * An operator wants a stuck step skipped, and another person is asked.
 *
 * @param instanceId the engine's process instance that asks
 * @param stepRunId of the attempt that failed
 */
public record SkipRequest(String instanceId, String rollbackId, String stepRunId, String requestedBy, String reason) {
    public static final String APPROVE = "APPROVE";
    public static final String REFUSE = "REFUSE";
}
