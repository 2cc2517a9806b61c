-- Who wants a stuck step skipped, and who consented: never a variable, which whoever completes a task could send.
create table skip_request (
    instance_id  varchar(64) not null primary key,
    rollback_id  varchar(32) not null,
    -- The attempt that failed; it names the plan and the step.
    step_run_id  varchar(36) not null,
    requested_by varchar(64) not null,
    requested_at bigint      not null,
    reason       text        not null,
    decision     varchar(10),
    decided_by   varchar(64),
    decided_at   bigint,
    comment      text,
    constraint skip_four_eyes check (decided_by <> requested_by)
);
create index skip_request_rollback on skip_request (rollback_id);

-- Of the node that runs or ran the attempt; its incarnation alone says nothing to a person.
alter table step_run add column node_name varchar(64) not null default '';
