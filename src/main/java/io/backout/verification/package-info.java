/** Checks that prove a release is really back. */
@NullMarked
package io.backout.verification;

import org.jspecify.annotations.NullMarked;
