-- Times are milliseconds since the epoch, UTC: no server or driver can shift them.
create table rollback (
    id              varchar(32)  not null primary key,
    target          varchar(64)  not null,
    -- The lock: at most one row for each target has it; null once the rollback is over.
    active_target   varchar(64)  unique,
    request_id      varchar(100) unique,
    -- The engine's process instance: no other one may speak for this rollback.
    instance_id     varchar(64)  not null,
    state           varchar(20)  not null,
    level           int,
    symptoms        varchar(400) not null,
    impact          text         not null,
    reason          text         not null,
    reported_by     varchar(64)  not null,
    reported_at     bigint       not null,
    named_level     int,
    named_release   varchar(200),
    decided_by      varchar(64),
    decided_at      bigint,
    decision_reason text,
    -- A decision signs one plan; a plan drafted again without a new one stays unsigned.
    decision_used   boolean      not null,
    not_repaired_because text,
    release_to      varchar(200),
    plan_id         varchar(36),
    command         varchar(10),
    command_by      varchar(64),
    command_reason  text,
    message         text,
    evidence        longtext,
    recommendation  longtext,
    ended_at        bigint
);

create table plan (
    id          varchar(36) not null primary key,
    rollback_id varchar(32) not null,
    level       int         not null,
    hash        varchar(64) not null,
    feasible    boolean     not null,
    document    longtext    not null,
    drafted_at  bigint      not null,
    -- What a person said when asked whether business works; null when nobody was asked.
    business_works boolean
);
create index plan_rollback on plan (rollback_id);

create table approval (
    id        varchar(36) not null primary key,
    plan_id   varchar(36) not null,
    plan_hash varchar(64) not null,
    duty      varchar(40) not null,
    signed_by varchar(64) not null,
    decision  varchar(10) not null,
    comment   text        not null,
    signed_at bigint      not null,
    constraint approval_once unique (plan_id, plan_hash, duty)
);

-- The ledger: written in transactions of its own, before a step's commands start and after they end.
create table step_run (
    id          varchar(36) not null primary key,
    rollback_id varchar(32) not null,
    plan_id     varchar(36) not null,
    step        varchar(40) not null,
    attempt     int         not null,
    node        varchar(100) not null,
    state       varchar(10) not null,
    started_at  bigint      not null,
    ended_at    bigint,
    message     text        not null,
    output      longtext    not null,
    answers     text        not null,
    -- A ONCE step runs again only when a probe or a person said that it did not happen.
    may_run_again boolean   not null,
    constraint step_run_attempt unique (plan_id, step, attempt)
);
create index step_run_rollback on step_run (rollback_id);

create table record_entry (
    seq           bigint      not null primary key,
    rollback_id   varchar(32) not null,
    at            bigint      not null,
    actor         varchar(64) not null,
    action        varchar(40) not null,
    sentence      longtext    not null,
    previous_hash varchar(64) not null,
    hash          varchar(64) not null
);
create index record_entry_rollback on record_entry (rollback_id);

create table record_head (
    id   int         not null primary key,
    seq  bigint      not null,
    hash varchar(64) not null
);
insert into record_head values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

create table release_verdict (
    target     varchar(64) not null,
    commit_id  varchar(40) not null,
    verdict    varchar(10) not null,
    given_at   bigint      not null,
    given_by   varchar(64) not null,
    primary key (target, commit_id)
);

create table node (
    name        varchar(64) not null primary key,
    incarnation varchar(36) not null,
    seen_at     bigint      not null
);
