package io.backout.backup;

import io.backout.sample.OnMySql;

/** {@link DumpedObjectsIT} on MySQL. */
@OnMySql
class DumpedObjectsOnMySqlIT extends DumpedObjectsIT {}
