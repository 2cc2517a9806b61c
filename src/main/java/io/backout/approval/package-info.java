/** Who must sign, who may, and what was signed. */
@NullMarked
package io.backout.approval;

import org.jspecify.annotations.NullMarked;
