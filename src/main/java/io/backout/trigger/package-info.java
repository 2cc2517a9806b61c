/** What starts or steers a rollback from outside: REST and the release probe. */
@NullMarked
package io.backout.trigger;

import org.jspecify.annotations.NullMarked;
