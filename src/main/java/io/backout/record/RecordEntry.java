package io.backout.record;

import java.time.Instant;

/**
 * One sentence of the record.
 *
 * @param actor user id, or 'backout' for what Backout does by itself
 * @param hash over this entry and the hash of the entry before it
 */
public record RecordEntry(
        long seq,
        String rollbackId,
        Instant at,
        String actor,
        String action,
        String sentence,
        String previousHash,
        String hash) {
    String computedHash() {
        return Sha256.of(String.join(
                "\n",
                String.valueOf(seq),
                rollbackId,
                String.valueOf(at.toEpochMilli()),
                actor,
                action,
                sentence,
                previousHash));
    }
}
