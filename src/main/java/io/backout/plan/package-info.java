/** Evidence, preconditions and the plan with its hash; reads only. */
@NullMarked
package io.backout.plan;

import org.jspecify.annotations.NullMarked;
