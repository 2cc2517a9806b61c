package io.backout.step;

import io.backout.Backout;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/** The whole server with its engine, its job executor and a database in memory; only the target is not real. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = {Backout.class, EngineBench.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:engine;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000",
            "spring.main.allow-bean-definition-overriding=true",
            "backout.admin-password=Break-Glass-2026!",
            "backout.engine-rest=true",
            // A test starts without it otherwise.
            "management.prometheus.metrics.export.enabled=true",
            "backout.targets.shop.processes=shop",
            "backout.targets.shop.health-url=http://127.0.0.1:1/health",
            // Longer than two beats, and shorter than a test's patience.
            "camunda.bpm.job-execution.lock-time-in-millis=7000",
            "camunda.bpm.generic-properties.properties.failedJobRetryTimeCycle=R2/PT0S"
        })
@ContextConfiguration(initializers = EngineBench.Settings.class)
@interface EngineTest {}
