package io.backout.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port on which connections are taken and nothing is ever answered, like that of an application that hangs. */
final class SilentPort {
    private static final int WAITING_CONNECTIONS = 2_000;
    /** Nobody accepts what waits in its queue; it is open until this process ends. */
    private static final ServerSocket SOCKET = opened();

    private SilentPort() {}

    static int number() {
        return SOCKET.getLocalPort();
    }

    private static ServerSocket opened() {
        try {
            return new ServerSocket(0, WAITING_CONNECTIONS, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
