/** The Java delegates, one for each service task, and the listeners of the user tasks. */
@NullMarked
package io.backout.step;

import org.jspecify.annotations.NullMarked;
