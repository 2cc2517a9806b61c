package io.backout.step;

import io.backout.approval.Act;
import io.backout.approval.Duty;
import io.backout.approval.Person;
import io.backout.process.People;
import io.backout.process.RollbackService;
import io.backout.process.Variables;
import io.backout.record.CommandRequest.Kind;
import io.backout.record.Rollbacks;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** Follow preparation: the commander sees how far level 3 is prepared, and may stop it. Nothing waits for it. */
@Component
public class FollowPreparationTask extends UserTask {
    static final String PROCESS = "follow-preparation";

    private final PreparationBriefing briefing;
    private final RollbackService service;

    FollowPreparationTask(People people, Rollbacks rollbacks, PreparationBriefing briefing, RollbackService service) {
        super(people, rollbacks);
        this.briefing = briefing;
        this.service = service;
    }

    public String briefing(String rollbackId) {
        return briefing.text(rollbackId);
    }

    @Override
    Duty duty(DelegateTask task) {
        return Act.DECIDE.duty();
    }

    @Override
    void opened(DelegateTask task) {}

    @Override
    void completed(DelegateTask task, Person person) {
        service.command(Variables.rollbackId(task), person, Kind.STOP, Variables.text(task, "reason"));
    }
}
