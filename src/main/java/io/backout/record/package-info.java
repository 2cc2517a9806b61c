/** What a rollback leaves behind: its row, the ledger of steps, the hash-chained record. */
@NullMarked
package io.backout.record;

import org.jspecify.annotations.NullMarked;
