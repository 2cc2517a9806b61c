package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.plan.Step;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WhereToLookTest {
    static List<Step> everyStepThatChangesSomething() {
        return Stream.of(Step.ofLevel(1), Step.ofLevel(2), Step.ofLevel(3), Step.ofUndo())
                .flatMap(List::stream)
                .distinct()
                .filter(step -> step.kind() != Step.Kind.READ)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("everyStepThatChangesSomething")
    void saysOfEveryStepWhatAPersonLooksAt(Step step) {
        assertThat(WhereToLook.of(step)).startsWith("It happened if ").endsWith(".");
    }
}
