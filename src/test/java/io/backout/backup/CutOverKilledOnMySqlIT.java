package io.backout.backup;

import io.backout.sample.OnMySql;

/** {@link CutOverKilledIT} on MySQL. */
@OnMySql
class CutOverKilledOnMySqlIT extends CutOverKilledIT {}
