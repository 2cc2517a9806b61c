package io.backout.sample;

/** {@link AdministratorGrantsIT} on MySQL. */
@OnMySql
class AdministratorGrantsOnMySqlIT extends AdministratorGrantsIT {}
