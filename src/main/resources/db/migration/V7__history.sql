-- What a long history must not slow down: the usual seconds of a target's steps, and the list of the newest rollbacks.
create index rollback_target on rollback (target, reported_at);
create index rollback_reported on rollback (reported_at);
