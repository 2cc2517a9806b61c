/** Facade over the engine: deployment, variables, locks, access. */
@NullMarked
package io.backout.process;

import org.jspecify.annotations.NullMarked;
