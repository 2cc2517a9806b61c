-- Which duty a task of Tasklist asks for, and which plan: never a variable, which whoever completes it could send.
create table approval_request (
    task_id      varchar(64) not null primary key,
    rollback_id  varchar(32) not null,
    plan_id      varchar(36) not null,
    plan_hash    varchar(64) not null,
    duty         varchar(40) not null,
    requested_at bigint      not null
);
create index approval_request_plan on approval_request (plan_id);

-- One person signs one duty of a plan, also where two tasks are completed in the same moment.
alter table approval add constraint approval_one_person unique (plan_id, signed_by);

-- Accounts and their groups as they were when the problem was reported: one that came or changed later cannot sign.
create table account_at_report (
    rollback_id varchar(32) not null,
    user_id     varchar(64) not null,
    fingerprint varchar(64) not null,
    primary key (rollback_id, user_id)
);
