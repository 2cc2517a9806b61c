package io.backout.plan;

import io.backout.sample.OnMySql;

/** {@link CopyComparisonIT} on MySQL. */
@OnMySql
class CopyComparisonOnMySqlIT extends CopyComparisonIT {}
