package io.backout.backup;

import io.backout.sample.OnMySql;

/** {@link PutAwayRowsIT} on MySQL. */
@OnMySql
class PutAwayRowsOnMySqlIT extends PutAwayRowsIT {}
