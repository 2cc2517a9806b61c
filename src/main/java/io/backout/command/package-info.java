/** Runs operating-system commands with limits; the only user of commons-exec. */
@NullMarked
package io.backout.command;

import org.jspecify.annotations.NullMarked;
