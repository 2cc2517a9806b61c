package io.backout.process;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;

/** The engine's failed jobs of a rollback: the incidents that Cockpit shows. */
@Component
public class StuckJobs {
    private final RuntimeService runtime;
    private final ManagementService management;
    private final People people;

    StuckJobs(RuntimeService runtime, ManagementService management, People people) {
        this.runtime = runtime;
        this.management = management;
        this.people = people;
    }

    /** Lets every stuck step try once more; the ledger decides whether its command runs. */
    public void retry(String rollbackId) {
        people.asBackout(() -> {
            List<Job> stuck = of(rollbackId);
            stuck.forEach(job -> management.setJobRetries(job.getId(), 1));
            return stuck;
        });
    }

    /** Why the rollback is stuck; empty when it is not. */
    public Optional<String> message(String rollbackId) {
        return people.asBackout(() -> of(rollbackId)).stream()
                .findFirst()
                .map(job -> String.valueOf(job.getExceptionMessage()));
    }

    /** True when the rollback waits at this step for somebody to mend it. */
    public boolean isStuckAt(String rollbackId, String step) {
        return people.asBackout(() -> instances(rollbackId)
                .anyMatch(instance -> management
                                .createJobQuery()
                                .processInstanceId(instance)
                                .activityId("serviceTask_" + step)
                                .noRetriesLeft()
                                .count()
                        > 0));
    }

    private List<Job> of(String rollbackId) {
        return instances(rollbackId)
                .flatMap(instance ->
                        management.createJobQuery().processInstanceId(instance).noRetriesLeft().list().stream())
                .toList();
    }

    private Stream<String> instances(String rollbackId) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(rollbackId).list().stream()
                .map(ProcessInstance::getId);
    }
}
