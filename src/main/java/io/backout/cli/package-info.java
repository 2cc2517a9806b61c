/** The command line: the same verbs as the server's, without starting it. */
@NullMarked
package io.backout.cli;

import org.jspecify.annotations.NullMarked;
