package io.backout.plan;

import io.backout.sample.OnMySql;

/** {@link LoggedChangesIT} on MySQL. */
@OnMySql
class LoggedChangesOnMySqlIT extends LoggedChangesIT {}
