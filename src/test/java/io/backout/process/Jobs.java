package io.backout.process;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.managementService;

import java.util.List;
import org.camunda.bpm.engine.runtime.Job;

/** Executes the engine's jobs by hand, one after the other, until none is left. */
final class Jobs {
    private Jobs() {}

    static void runAll() {
        for (List<Job> jobs = due(); !jobs.isEmpty(); jobs = due()) {
            managementService().executeJob(jobs.get(0).getId());
        }
    }

    private static List<Job> due() {
        return managementService().createJobQuery().withRetriesLeft().listPage(0, 1);
    }
}
