package io.backout.backup;

import io.backout.sample.OnMySql;

/** {@link ShadowSchemaIT} on MySQL. */
@OnMySql
class ShadowSchemaOnMySqlIT extends ShadowSchemaIT {}
