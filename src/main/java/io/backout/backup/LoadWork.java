package io.backout.backup;

/** What all loaders of a restore share. */
record LoadWork(PlainDump plain, LoadSession session, BulkFill bulk, Pauses pauses) {}
