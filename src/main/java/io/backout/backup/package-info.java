/** Backup sets: taking them, reading them in one pass, and saying whether they can be trusted. */
@NullMarked
package io.backout.backup;

import org.jspecify.annotations.NullMarked;
