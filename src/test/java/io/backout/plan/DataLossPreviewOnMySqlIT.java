package io.backout.plan;

import io.backout.sample.OnMySql;

/** {@link DataLossPreviewIT} on MySQL. */
@OnMySql
class DataLossPreviewOnMySqlIT extends DataLossPreviewIT {}
