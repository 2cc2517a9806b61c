package io.backout.record;

import io.backout.sample.OnMySql;

@OnMySql
class RecordOnMySqlIT extends RecordIT {}
