package io.backout.backup;

import io.backout.sample.OnMySql;

/** {@link ReplicaIT} on MySQL. */
@OnMySql
class ReplicaOnMySqlIT extends ReplicaIT {}
