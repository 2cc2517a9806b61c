package io.backout.kill;

import java.util.OptionalLong;

/** Holds a rollback at one place, so that a fault hits exactly there. */
interface Halt {
    /** Before Backout starts: nothing may run past the place. @return options for its virtual machine */
    String[] arm();

    /** True once the rollback halts. */
    boolean isReached();

    /** What halts goes on to its end. */
    void letGo();

    /** Who halts, where that can be told. */
    default OptionalLong process() {
        return OptionalLong.empty();
    }

    /** A Backout that already runs cannot be halted by it. */
    default boolean needsRestart() {
        return false;
    }

    /** A call of a step. @param before or after the real program ran */
    static Halt ofCommand(CommandTrap trap, String pattern, boolean before) {
        return new Halt() {
            @Override
            public String[] arm() {
                if (before) {
                    trap.holdBefore(pattern);
                } else {
                    trap.holdAfter(pattern);
                }
                return new String[0];
            }

            @Override
            public boolean isReached() {
                return trap.held().isPresent();
            }

            @Override
            public OptionalLong process() {
                return trap.held().flatMap(ProcessHandle::parent).stream()
                        .mapToLong(ProcessHandle::pid)
                        .findFirst();
            }

            @Override
            public void letGo() {
                trap.letGo();
            }
        };
    }
}
