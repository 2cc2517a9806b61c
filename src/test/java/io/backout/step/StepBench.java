package io.backout.step;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.backout.approval.Duty;
import io.backout.approval.Signatures;
import io.backout.backup.RunningRestores;
import io.backout.plan.Finding;
import io.backout.plan.Plan;
import io.backout.plan.Plans;
import io.backout.plan.Step;
import io.backout.process.Heartbeat;
import io.backout.process.Node;
import io.backout.process.OpenQuestions;
import io.backout.process.SideTasks;
import io.backout.record.Choice;
import io.backout.record.Decision;
import io.backout.record.EngineDatabase;
import io.backout.record.Json;
import io.backout.record.Ledger;
import io.backout.record.RecordEntry;
import io.backout.record.Report;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import io.backout.record.StepRun;
import io.backout.record.TestClock;
import io.backout.record.TestDatabase;
import io.backout.target.BackoutProperties;
import io.backout.target.Targets;
import io.backout.tool.MigrationRow;
import io.backout.tool.Tools;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The step runner with its real books on a database in memory, and a signed plan for a real git repository. */
final class StepBench implements AutoCloseable {
    final TestClock clock = new TestClock();
    final GitFolder repository;
    /** The process instance that runs the steps; the rollback was opened by "instance". */
    String instanceId = "instance";

    final Map<String, Object> variables = new HashMap<>();
    final String rollbackId;
    String planId = "";
    /** What the target's database says; the plan was signed without any. */
    List<MigrationRow> migrations = List.of();

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    StepBench(Path directory) {
        repository = GitFolder.create(directory.resolve("app"));
        BackoutProperties properties = BenchTarget.properties(directory, repository);
        TestDatabase.create().register(context);
        context.register(Ledger.class, Rollbacks.class, RollbackRecord.class, Plans.class, EngineDatabase.class);
        context.register(Signatures.class, Node.class, SilentHeartbeat.class, Targets.class, StepGuard.class);
        context.register(StepContexts.class, InterruptedSteps.class, Survivors.class, Progress.class);
        context.register(WayForward.class, FollowedSteps.class, PreparationBriefing.class, RunningRestores.class);
        context.register(StepRunner.class, StepRunner.Books.class);
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(OpenQuestions.class, () -> mock(OpenQuestions.class));
        context.registerBean(SideTasks.class, () -> mock(SideTasks.class));
        context.registerBean(BackoutProperties.class, () -> properties);
        context.registerBean(
                Tools.Factory.class, () -> (target, scope) -> BenchTarget.tools(target, scope, () -> migrations));
        context.refresh();
        rollbackId = open();
        variables.put("rollbackId", rollbackId);
        sign(draft(plan(List.of())));
    }

    /** Runs the step as the engine would. */
    void run(StepDelegate step) {
        step.execute(execution());
    }

    FakeStep step(Step step, Step.Kind kind) {
        return new FakeStep(context.getBean(StepRunner.class), step, kind);
    }

    /** An attempt that a node noted as started, and whose end it did not note. */
    StepRun started(Step step, String node) {
        int attempt = ledger().findLast(planId, step.id()).map(StepRun::attempt).orElse(0) + 1;
        return ledger().start(rollbackId, planId, step.id(), attempt, node);
    }

    /** Beats only where a test says so. */
    static final class SilentHeartbeat extends Heartbeat {
        SilentHeartbeat(DataSourceProperties database, Node node, Clock clock) {
            super(database, node, clock);
        }

        @Override
        public void afterSingletonsInstantiated() {}
    }

    /** A node that beats right now. */
    String otherLiveNode() {
        String incarnation = UUID.randomUUID().toString();
        beaten("other", incarnation);
        return incarnation;
    }

    void beaten(String name, String incarnation) {
        jdbc().sql("insert into node (name, incarnation, seen_at) values (?, ?, ?)")
                .params(name, incarnation, clock.millis())
                .update();
    }

    Plans.Stored draft(Plan plan) {
        Plans.Stored stored = plans().save(rollbackId, plan);
        rollbacks().plan(rollbackId, stored.id());
        planId = stored.id();
        return stored;
    }

    void sign(Plans.Stored plan) {
        context.getBean(Signatures.class).sign(plan.id(), plan.hash(), Duty.INCIDENT_COMMANDER, "hanmei", "go back");
    }

    /** To what is checked out. */
    Plan plan(List<Finding> refusals) {
        return plan(refusals, repository.head(), repository.head());
    }

    Plan plan(List<Finding> refusals, String from, String to) {
        return BenchTarget.plan(refusals, from, to);
    }

    private String open() {
        Report report = new Report(
                BenchTarget.ID,
                List.of(),
                new Report.FreeText("it is broken", ""),
                "",
                Optional.of(Choice.ofLevel(1, Optional.empty())));
        String id = rollbacks().open(report, "hanmei", "instance");
        rollbacks().decide(id, new Decision(Choice.ofLevel(1, Optional.empty()), "go back", "faster", "hanmei"));
        rollbacks().saveEvidence(id, Json.write(BenchTarget.evidence(repository)));
        return id;
    }

    private DelegateExecution execution() {
        DelegateExecution execution = mock(DelegateExecution.class);
        when(execution.getId()).thenReturn("execution");
        when(execution.getProcessInstance()).thenReturn(execution);
        when(execution.getProcessInstanceId()).thenReturn(instanceId);
        when(execution.getVariable("rollbackId")).thenReturn(rollbackId);
        doAnswer(call -> variables.put(call.getArgument(0), call.getArgument(1)))
                .when(execution)
                .setVariable(anyString(), any());
        return execution;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Ledger ledger() {
        return context.getBean(Ledger.class);
    }

    Plans plans() {
        return context.getBean(Plans.class);
    }

    Rollbacks rollbacks() {
        return context.getBean(Rollbacks.class);
    }

    Node node() {
        return context.getBean(Node.class);
    }

    JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }

    StepRun last(Step step) {
        return ledger().findLast(planId, step.id()).orElseThrow();
    }

    List<StepRun> runs() {
        return ledger().of(rollbackId);
    }

    /** Action and sentence of each entry in the record. */
    List<String> record() {
        return context.getBean(RollbackRecord.class).of(rollbackId).stream()
                .map((RecordEntry entry) -> entry.action() + " " + entry.sentence())
                .toList();
    }

    @Override
    public void close() {
        context.close();
    }
}
