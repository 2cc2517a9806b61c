package io.backout.demo;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class DemoTest {
    @Test
    void setsNothingUpWhereAnotherProgramHasThePort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Demo.requireFree(taken.getLocalPort()))
                    .withMessage("""
                    port %d of this machine is in use; the sample target was not set up
                    HINT: end the program that listens there, or choose another port with '-Ddemo.port=8081'.""", taken.getLocalPort());
        }
    }
}
