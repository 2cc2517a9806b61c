package io.backout.backup;

import io.backout.sample.OnMySql;

/** {@link CutOverPreconditionsIT} on MySQL. */
@OnMySql
class CutOverPreconditionsOnMySqlIT extends CutOverPreconditionsIT {}
