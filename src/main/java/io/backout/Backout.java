package io.backout;

import io.backout.cli.BackoutCommand;
import java.time.Clock;
import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the Backout server, or carries out one command and ends. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class Backout {
    public static void main(String[] args) {
        if (BackoutCommand.isOne(args)) {
            System.exit(BackoutCommand.run(args));
        }
        // The engine's tables keep what a clock on the wall shows: in the hour that comes twice, a lock would seem to
        // have expired.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        SpringApplication.run(Backout.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
