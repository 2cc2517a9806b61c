package io.backout.plan;

import io.backout.sample.OnMySql;

/** {@link SchemaReversalIT} on MySQL. */
@OnMySql
class SchemaReversalOnMySqlIT extends SchemaReversalIT {}
