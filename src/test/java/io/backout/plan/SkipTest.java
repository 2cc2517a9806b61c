package io.backout.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.backout.plan.Skip.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SkipTest {
    /** Nothing counts as good that was not verified, and nothing is lost that nobody signed. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "VERIFY_BACKUP",
                "VERIFY_RESTORED_COPY",
                "VERIFY_RELEASE",
                "COUNT_LOSS_AGAIN",
                "REVERT_SCHEMA_CHANGES",
                "CUT_OVER",
                "SWAP_BACK",
                "START_SERVICES",
                "STOP_SERVICES",
                "PREPARE_RELEASE",
                "RESTORE_BACKUP_ASIDE",
                "REQUEST_APPROVALS",
                "CONCLUDE_APPROVALS",
                "DROP_PUT_AWAY_DATA"
            })
    void neverSkipsWhatProvesSignsOrKeeps(Step step) {
        assertThat(rules(step)).containsOnly(Rule.NEVER);
    }

    /** A gateway behind them would find no answer, and whoever reads only cannot have failed for good. */
    @ParameterizedTest
    @EnumSource
    void neverSkipsWhatOnlyReadsOrRunsOnce(Step step) {
        if (step.kind() != Step.Kind.REPEATABLE) {
            assertThat(rules(step)).containsOnly(Rule.NEVER);
        }
    }

    @Test
    void knowsTheLevelWhereItMatters() {
        assertThat(Skip.of(Step.STOP_APPLICATION, 1).rule()).isEqualTo(Rule.WITH_CONSENT);
        assertThat(Skip.of(Step.STOP_APPLICATION, 2).rule()).isEqualTo(Rule.NEVER);
        assertThat(Skip.of(Step.TAKE_SNAPSHOT, 2).rule()).isEqualTo(Rule.NEVER);
        assertThat(Skip.of(Step.TAKE_SNAPSHOT, 3).rule()).isEqualTo(Rule.WITH_CONSENT);
    }

    @Test
    void takesOnePersonOnlyWhereNothingIsLost() {
        assertThat(Stream.of(Step.values()).filter(step -> rules(step).contains(Rule.ALONE)))
                .containsExactly(Step.PRESERVE_EVIDENCE);
    }

    @Test
    void isOfferedByTheFormAndDescribedInTheDocumentation() throws IOException {
        List<Step> skippable = Stream.of(Step.values())
                .filter(step -> rules(step).stream().anyMatch(rule -> rule != Rule.NEVER))
                .toList();
        assertThat(new ObjectMapper()
                        .readTree(Path.of("forms/skip-step.form").toFile())
                        .findValuesAsText("value"))
                .containsExactlyInAnyOrderElementsOf(
                        skippable.stream().map(Step::id).toList());
        String documentation = Files.readString(Path.of("docs/steps.md"));
        assertThat(skippable).allSatisfy(step -> assertThat(documentation)
                .containsPattern("(?m)^\\| %s[^|]*\\| (operator alone|with consent)".formatted(step.label())));
    }

    private static List<Rule> rules(Step step) {
        return IntStream.rangeClosed(1, 3)
                .mapToObj(level -> Skip.of(step, level).rule())
                .toList();
    }
}
