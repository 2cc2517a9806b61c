package io.backout.sample;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;

class PrerequisitesTest {

    @Test
    void acceptsThisMachine() {
        assertThatNoException().isThrownBy(Prerequisites::check);
    }

    @Test
    void namesAMissingProgram() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Prerequisites.check("/nowhere", 17))
                .withMessage("""
                'git' is not installed; the sample target was not set up
                HINT: install Git, or add its directory to PATH.""");
    }

    @Test
    void refusesAnOldJava() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Prerequisites.check("/usr/bin", 11))
                .withMessage("""
                java is version 11, but 17 or newer is needed; the sample target was not set up
                HINT: let JAVA_HOME name a newer JDK.""");
    }

    @Test
    void refusesAnOldNode() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Prerequisites.requireNode("v16.20.2"))
                .withMessage("""
                node is version 'v16.20.2', but 18 or newer is needed; the sample target was not set up
                HINT: install a newer Node.js.""");
    }
}
