/** The applications that can be rolled back: their configuration, releases and verdicts. */
@NullMarked
package io.backout.target;

import org.jspecify.annotations.NullMarked;
