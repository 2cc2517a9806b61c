package io.backout.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.plan.Step;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A test waits in vain for a method that somebody renamed. */
class HaltTest {
    @ParameterizedTest
    @EnumSource
    void everyPlaceIsInTheCode(Place place) {
        assertThat(place.way()).allSatisfy(HaltTest::isThereOnce);
    }

    @ParameterizedTest
    @EnumSource
    void everyMomentIsInTheCode(Moment moment) {
        Stream.of(1, 2, 3)
                .flatMap(level -> Step.ofLevel(level).stream())
                .flatMap(step -> moment.wayIn(step.id()).stream())
                .forEach(HaltTest::isThereOnce);
    }

    private static void isThereOnce(Method method) {
        try {
            // A bridge of the compiler is never entered by ours.
            List<String> named = Arrays.stream(Class.forName(method.type()).getDeclaredMethods())
                    .filter(one -> !one.isSynthetic())
                    .map(java.lang.reflect.Method::getName)
                    .filter(method.name()::equals)
                    .toList();
            assertThat(named).as(method.toString()).hasSize(1);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
