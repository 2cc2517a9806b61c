package io.backout.process;

/** Nothing failed: this server ends, and the step goes on elsewhere or later. */
public class NodeStopsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NodeStopsException(String node) {
        super("node '%s' stops; this step goes on on another node, or when this one starts again".formatted(node));
    }
}
