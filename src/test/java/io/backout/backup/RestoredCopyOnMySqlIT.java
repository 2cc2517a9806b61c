package io.backout.backup;

import io.backout.sample.OnMySql;

/** {@link RestoredCopyIT} on MySQL. */
@OnMySql
class RestoredCopyOnMySqlIT extends RestoredCopyIT {}
