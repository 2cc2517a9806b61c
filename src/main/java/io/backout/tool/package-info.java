/** One class for each external tool; methods are the verbs an operator would say. */
@NullMarked
package io.backout.tool;

import org.jspecify.annotations.NullMarked;
