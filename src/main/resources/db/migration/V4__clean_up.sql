-- Who wants put-away data dropped, and who allowed it: the drop asks this row, never a variable of the engine.
create table clean_up (
    id           varchar(32) not null primary key,
    rollback_id  varchar(32) not null,
    -- The engine's process instance: no other one may drop anything in its name.
    instance_id  varchar(64) not null unique,
    -- What is dropped, and nothing else; the rows are the server's estimate, as they were shown.
    schema_name  varchar(64) not null,
    put_away_rows bigint     not null,
    requested_by varchar(64) not null,
    requested_at bigint      not null,
    reason       text        not null,
    decision     varchar(10),
    decided_by   varchar(64),
    decided_at   bigint,
    comment      text,
    dropped_at   bigint,
    constraint clean_up_four_eyes check (decided_by <> requested_by)
);
create index clean_up_rollback on clean_up (rollback_id);
