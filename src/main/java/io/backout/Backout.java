package io.backout;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the Backout server. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class Backout {
    public static void main(String[] args) {
        SpringApplication.run(Backout.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
