package io.backout.kill;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import io.backout.demo.Poll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Halts a Backout that starts under the debugger at one place, so that it can be killed exactly there. */
final class Breakpoint {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final int port;
    private final List<Method> way;
    private final int time;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final AtomicReference<VirtualMachine> halted = new AtomicReference<>();
    private int passed;

    private Breakpoint(int port, List<Method> way, int time) {
        this.port = port;
        this.way = way;
        this.time = time;
    }

    /**
     * @param name of a method that is not overloaded
     * @param of class of the object that it is called on; empty where any will do
     */
    record Method(String type, String name, String of) {
        Method(String type, String name) {
            this(type, name, "");
        }
    }

    /**
     * Waits in the background for a virtual machine that starts with {@link #option}.
     *
     * @param way methods that one thread enters one after the other; it halts in the last one
     */
    static Breakpoint at(List<Method> way, int port) {
        return at(way, 1, port);
    }

    /** @param time the how-manieth entry into the way's first method, by whatever thread, counts */
    static Breakpoint at(List<Method> way, int time, int port) {
        Breakpoint breakpoint = new Breakpoint(port, way, time);
        Thread thread = new Thread(breakpoint::watch, "breakpoint");
        thread.setDaemon(true);
        thread.start();
        return breakpoint;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The machine waits for us, so that nothing runs past the place before we look. */
    static String option(int port) {
        return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,quiet=y,address=127.0.0.1:" + port;
    }

    /** Lets the halted thread go on, and never halts it again. */
    void letGo() {
        Objects.requireNonNull(halted.get(), "nothing halts").dispose();
    }

    boolean isReached() {
        return reached.getCount() == 0;
    }

    private void watch() {
        VirtualMachine[] machine = new VirtualMachine[1];
        Poll.until(START_LIMIT, () -> (machine[0] = attach()) != null, () -> "no debugger could attach to " + port);
        try {
            ClassPrepareRequest loaded = machine[0].eventRequestManager().createClassPrepareRequest();
            loaded.addClassFilter(way.get(0).type());
            loaded.enable();
            while (!isReached()) {
                EventSet events = machine[0].eventQueue().remove();
                events.forEach(this::handle);
                if (!isReached()) {
                    events.resume();
                }
            }
        } catch (VMDisconnectedException ended) {
            // Whoever waits for the place finds out.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isMeant(BreakpointEvent here) {
        String of = way.get(passed).of();
        try {
            return of.isEmpty()
                    || here.thread().frame(0).thisObject().referenceType().name().equals(of);
        } catch (IncompatibleThreadStateException e) {
            throw new IllegalStateException(e);
        }
    }

    private void handle(Event event) {
        if (event instanceof BreakpointEvent here && !isMeant(here)) {
            return;
        }
        if (event instanceof ClassPrepareEvent loaded) {
            BreakpointRequest first =
                    requestAt(loaded.referenceType(), way.get(0).name());
            if (time > 1) {
                // It counts once, and not every so many times.
                first.addCountFilter(time);
            }
            first.enable();
        } else if (event instanceof BreakpointEvent here && ++passed == way.size()) {
            // Its thread stays suspended until the machine is killed or the test lets it go.
            halted.set(here.virtualMachine());
            reached.countDown();
        } else if (event instanceof BreakpointEvent here) {
            here.request().disable();
            Method next = way.get(passed);
            BreakpointRequest request =
                    requestAt(here.virtualMachine().classesByName(next.type()).get(0), next.name());
            request.addThreadFilter(here.thread());
            request.enable();
        }
    }

    private static BreakpointRequest requestAt(ReferenceType type, String method) {
        BreakpointRequest request = type.virtualMachine()
                .eventRequestManager()
                .createBreakpointRequest(type.methodsByName(method).get(0).location());
        request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        return request;
    }

    private VirtualMachine attach() {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(known -> known.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(String.valueOf(port));
        try {
            return connector.attach(arguments);
        } catch (IOException notYet) {
            return null;
        } catch (IllegalConnectorArgumentsException e) {
            throw new IllegalStateException(e);
        }
    }
}
