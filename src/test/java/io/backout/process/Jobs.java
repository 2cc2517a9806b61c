package io.backout.process;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.managementService;

import java.util.List;
import java.util.function.Predicate;
import org.camunda.bpm.engine.runtime.Job;

/** Executes the engine's jobs by hand, one after the other, until none is left; timers go off only when told to. */
final class Jobs {
    private Jobs() {}

    static void runAll() {
        runAllBut("nothing");
    }

    /** Leaves the jobs of this activity to wait. */
    static void runAllBut(String activity) {
        for (List<Job> jobs = dueBut(activity); !jobs.isEmpty(); jobs = dueBut(activity)) {
            managementService().executeJob(jobs.get(0).getId());
        }
    }

    /** Executes the one job of this activity. */
    static void run(String activity) {
        Job job = managementService().createJobQuery().activityId(activity).singleResult();
        managementService().executeJob(job.getId());
    }

    /** The time of this boundary event passes. */
    static void goOff(String timer) {
        run(timer);
    }

    private static List<Job> dueBut(String activity) {
        List<String> left = managementService().createJobQuery().activityId(activity).list().stream()
                .map(Job::getId)
                .toList();
        return managementService().createJobQuery().executable().list().stream()
                .filter(Predicate.not(job -> left.contains(job.getId())))
                .toList();
    }
}
