package io.backout.benchmark;

import io.backout.Backout;
import io.backout.demo.BackoutUser;
import io.backout.process.BareEngine;
import io.backout.process.People;
import io.backout.process.RollbackStarts;
import io.backout.record.Choice;
import io.backout.record.Report;
import io.backout.record.RollbackState;
import io.backout.record.Rollbacks;
import io.backout.step.NoOpTargets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A server whose rollbacks are measured: Backout, or its engine alone. */
final class Contender implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final Ends ends;
    private final JobExecutor executor;
    private final IntConsumer report;

    private Contender(SpringApplicationBuilder application, Map<String, Object> settings, Reporting reporting) {
        this.ends = new Ends();
        ApplicationContextInitializer<GenericApplicationContext> counted =
                starting -> starting.registerBean("ends", Ends.class, () -> ends);
        // As on a command line, which wins over everything.
        this.context = application
                .initializers(counted)
                .run(settings.entrySet().stream()
                        .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                        .toArray(String[]::new));
        this.report = reporting.in(context);
        ProcessEngineConfigurationImpl engine = (ProcessEngineConfigurationImpl)
                context.getBean(ProcessEngine.class).getProcessEngineConfiguration();
        this.executor = engine.getJobExecutor();
        executor.shutdown();
    }

    /** How rollbacks are started. */
    @FunctionalInterface
    private interface Reporting {
        /** @return reports a problem with the target of a number */
        IntConsumer in(ConfigurableApplicationContext context);
    }

    /**
     * What one round took.
     *
     * @param reports seconds until all rollbacks stood before their first step
     * @param steps seconds from then until the last one had ended
     */
    record Round(double reports, double steps) {}

    static Contender backout(Path directory, Map<String, Object> database, int targets) {
        Map<String, Object> settings = settings(directory.resolve("backout"), database);
        settings.putAll(NoOpTargets.settings(directory.resolve("targets"), targets));
        settings.put("backout.admin-password", "Break-Glass-2026!");
        settings.put("backout.users[0].id", BackoutUser.COMMANDER.id());
        settings.put("backout.users[0].password", BackoutUser.COMMANDER.password());
        settings.put("backout.users[0].groups", BackoutUser.COMMANDER.group());
        return new Contender(
                new SpringApplicationBuilder(Backout.class).initializers(new NoOpTargets()),
                settings,
                Contender::reportToBackout);
    }

    private static IntConsumer reportToBackout(ConfigurableApplicationContext context) {
        RollbackStarts starts = context.getBean(RollbackStarts.class);
        People people = context.getBean(People.class);
        return target -> starts.report(
                new Report(
                        NoOpTargets.id(target),
                        List.of(),
                        new Report.FreeText("it is broken", ""),
                        "",
                        Optional.of(Choice.ofLevel(1, Optional.empty()))),
                people.person(BackoutUser.COMMANDER.id()));
    }

    static Contender bare(Path directory, Map<String, Object> database) {
        Map<String, Object> settings = settings(directory.resolve("bare"), database);
        settings.put("camunda.bpm.process-engine-name", "bare");
        return new Contender(new SpringApplicationBuilder(BareEngine.class), settings, Contender::startInEngine);
    }

    private static IntConsumer startInEngine(ConfigurableApplicationContext context) {
        ProcessEngine engine = context.getBean(ProcessEngine.class);
        AtomicInteger last = new AtomicInteger();
        return target -> engine.getRuntimeService()
                .startProcessInstanceByKey("rollback", Map.of("rollbackId", "RB-" + last.incrementAndGet()));
    }

    private static Map<String, Object> settings(Path directory, Map<String, Object> database) {
        Map<String, Object> settings = new TreeMap<>(database);
        settings.put("backout.data-directory", directory.toString());
        settings.put("server.port", 0);
        // The log is written as ever, but nobody reads it here.
        settings.put("logging.config", "classpath:logback-benchmark.xml");
        settings.put("logging.file.name", directory.resolveSibling("server.log").toString());
        return settings;
    }

    /** So many rollbacks at once, each of a target of its own. */
    Round run(int rollbacks) throws InterruptedException {
        ends.expect(rollbacks);
        long begun = System.nanoTime();
        IntStream.range(0, rollbacks).forEach(report);
        long reported = System.nanoTime();
        executor.start();
        ends.await();
        long ended = System.nanoTime();
        executor.shutdown();
        return new Round((reported - begun) / 1e9, (ended - reported) / 1e9);
    }

    ProcessEngine engine() {
        return context.getBean(ProcessEngine.class);
    }

    /** @throws IllegalStateException when one of the newest did not do what it should, which would be no figure */
    void requireAllRolledBack(int newest) {
        context.getBean(Rollbacks.class).newest(newest).stream()
                .filter(rollback -> rollback.state() != RollbackState.ROLLED_BACK)
                .findFirst()
                .ifPresent(rollback -> {
                    throw new IllegalStateException(
                            "%s is %s: %s".formatted(rollback.id(), rollback.state(), rollback.message()));
                });
    }

    @Override
    public void close() {
        context.close();
    }
}
