package io.backout.cli;

import io.backout.target.BackoutProperties;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;

/** The server's own configuration, read without starting it: neither engine nor database nor web server. */
final class Configuration {
    private Configuration() {}

    /** Says on standard output what is wrong with a configuration that cannot be used, as the server does. */
    static BackoutProperties read() {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Bound.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run("--logging.level.root=ERROR")) {
            return context.getBean(BackoutProperties.class);
        }
    }

    /** No configuration class, or the server would find it, too. */
    @EnableConfigurationProperties(BackoutProperties.class)
    static final class Bound {}
}
