package io.backout.kill;

import io.backout.sample.OnMySql;
import org.junit.jupiter.api.Tag;

/** {@link TwoNodesIT} with target and engine on MySQL. */
@OnMySql
@Tag("long")
class TwoNodesOnMySqlIT extends TwoNodesIT {}
