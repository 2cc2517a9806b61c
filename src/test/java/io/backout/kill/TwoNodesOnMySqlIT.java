package io.backout.kill;

import io.backout.sample.OnMySql;

/** {@link TwoNodesIT} with target and engine on MySQL. */
@OnMySql
class TwoNodesOnMySqlIT extends TwoNodesIT {}
