package io.backout.backup;

import io.backout.sample.OnMySql;

/** {@link RestoreAsideIT} on MySQL. */
@OnMySql
class RestoreAsideOnMySqlIT extends RestoreAsideIT {}
