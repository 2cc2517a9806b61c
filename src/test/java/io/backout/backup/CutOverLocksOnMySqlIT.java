package io.backout.backup;

import io.backout.sample.OnMySql;

/** {@link CutOverLocksIT} on MySQL. */
@OnMySql
class CutOverLocksOnMySqlIT extends CutOverLocksIT {}
