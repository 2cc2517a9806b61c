package io.backout.kill;

/**
 * A method that is not overloaded.
 *
 * @param of class of the object that it is called on; empty where any will do
 */
record Method(String type, String name, String of) {
    Method(String type, String name) {
        this(type, name, "");
    }

    /** As the agent in the other virtual machine reads it. */
    String line() {
        return "%s#%s#%s".formatted(type, name, of);
    }
}
