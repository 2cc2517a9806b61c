package io.backout.backup;

import io.backout.sample.OnMySql;

/** {@link CutOverIT} on MySQL. */
@OnMySql
class CutOverOnMySqlIT extends CutOverIT {}
