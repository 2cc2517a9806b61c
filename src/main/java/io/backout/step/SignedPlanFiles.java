package io.backout.step;

import io.backout.plan.Plan;
import io.backout.plan.Plans;
import io.backout.record.PrivateFiles;
import io.backout.target.BackoutProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Each signed plan as a readable file, for the hour when Backout itself is down. */
@Component
class SignedPlanFiles {
    private final Path directory;

    SignedPlanFiles(BackoutProperties properties) {
        this.directory = properties.dataDirectory().toAbsolutePath().resolve("plans");
    }

    /** @param signed who signed it, and with which words */
    void write(String rollbackId, Plans.Stored stored, String signed) {
        Plan plan = stored.plan();
        StringBuilder text =
                new StringBuilder("# %s: level %d for %s\n\n".formatted(rollbackId, plan.level(), plan.target()));
        text.append("Back from %s to %s (%s).\n"
                .formatted(plan.route().from(), plan.route().to(), plan.route().toName()));
        text.append("Signed by %s\nPlan hash %s\n".formatted(signed, stored.hash()));
        for (Plan.PlannedStep step : plan.steps()) {
            text.append("\n## %s\n\n".formatted(step.label()));
            step.commands()
                    .forEach(command -> text.append("    ").append(command).append('\n'));
        }
        try {
            Files.createDirectories(directory);
            PrivateFiles.replace(
                    directory.resolve(rollbackId + "-" + stored.hash().substring(0, 8) + ".md"), text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("the signed plan could not be written to '" + directory + "'", e);
        }
    }
}
