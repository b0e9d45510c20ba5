-- The spine: one report's whole way. Words in check constraints are those of answerable.vocabulary.

create table replay_clock (
    one boolean primary key default true check (one),
    anchor_real timestamptz not null,
    anchor_replayed timestamptz not null,
    rate double precision not null check (rate >= 1)
);
comment on table replay_clock is
    'Empty in a real installation. A replay (the demo) tells the time of the incident that it replays, faster.';

create function answerable_now() returns timestamptz language sql volatile as $$
    select coalesce(
        (select anchor_replayed + (clock_timestamp() - anchor_real) * rate from replay_clock),
        clock_timestamp())
$$;

create table platforms (
    id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    name text not null,
    created_at timestamptz not null,
    webhook_url text,
    webhook_secret_sealed bytea
);

create table organisations (
    id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    name text not null,
    created_at timestamptz not null,
    language text not null
);

create table api_keys (
    id uuid primary key,
    platform_id text not null references platforms,
    secret_hash bytea not null unique,
    scopes text[] not null,
    label text not null,
    created_at timestamptz not null,
    organisation_id text references organisations,
    revoked_at timestamptz
);

create table accounts (
    platform_id text not null references platforms,
    id text not null,
    received_at timestamptz not null,
    name text,
    created_at timestamptz,
    country text,
    language text,
    state text not null check (state in ('active', 'temporarily_banned', 'banned')),
    primary key (platform_id, id)
);

create table items (
    platform_id text not null references platforms,
    id text not null,
    service text not null check (service in ('messenger', 'feed')),
    kind text not null check (kind in ('message', 'post', 'comment', 'profile', 'group')),
    author text not null,
    created_at timestamptz not null,
    received_at timestamptz not null,
    text text not null,
    container text,
    country text,
    language text,
    media text[] not null,
    forwarded_from text,
    audience text,
    community text,
    state text not null check (state in ('visible', 'removed', 'deleted_by_author')),
    author_deleted_at timestamptz,
    primary key (platform_id, id)
);
create index items_container on items (platform_id, container, created_at) where container is not null;
create index items_author on items (platform_id, author, created_at);

create table reviewers (
    id uuid primary key,
    name text not null unique,
    password_hash text not null,
    roles text[] not null,
    languages text[] not null,
    created_at timestamptz not null,
    disabled_at timestamptz
);

create table sessions (
    token_hash bytea primary key,
    reviewer_id uuid not null references reviewers,
    csrf_token text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);

create table cases (
    id uuid primary key,
    platform_id text not null references platforms,
    subject_kind text not null check (subject_kind in ('item', 'account', 'conversation')),
    subject_id text not null,
    service text not null,
    area text not null,
    language text not null,
    state text not null check (state in ('waiting', 'in_review', 'decided')),
    severity integer not null,
    reach integer not null,
    reports integer not null,
    first_source text not null,
    opened_at timestamptz not null,
    waiting_since timestamptz not null,
    due_at timestamptz not null,
    version integer not null,
    country text,
    author text,
    trusted boolean not null,
    claimed_by uuid references reviewers,
    claimed_since timestamptz,
    claimed_until timestamptz,
    first_reviewed_at timestamptz,
    decided_at timestamptz,
    decision_id uuid,
    unique (platform_id, subject_kind, subject_id),
    check ((state = 'in_review') = (claimed_by is not null)),
    check ((state = 'decided') = (decision_id is not null))
);
create index cases_queue on cases (language) where state <> 'decided';
create index cases_claims on cases (claimed_until) where state = 'in_review';
create index cases_author on cases (platform_id, author, opened_at) where author is not null;

create table reports (
    id uuid primary key,
    platform_id text not null references platforms,
    case_id uuid not null references cases,
    subject_kind text not null,
    subject_id text not null,
    source text not null check (source in ('user', 'form', 'trusted_flagger')),
    sender text not null,
    area text not null,
    service text not null,
    received_at timestamptz not null,
    due_at timestamptz not null,
    request_tag bytea not null,
    code_hash bytea not null unique,
    promised_size bigint not null,
    merge_by timestamptz not null,
    external_id text,
    idempotency_key text,
    organisation_id text references organisations,
    reporter_tag bytea,
    reporter_sealed bytea,
    contact_sealed bytea,
    note_sealed bytea,
    what_happened text not null,
    messages text[] not null,
    language text not null,
    answer_language text not null,
    contact_channel text check (contact_channel in ('webhook', 'email')),
    country text,
    created_at timestamptz,
    first_reviewed_at timestamptz,
    answered_at timestamptz,
    outcome text not null check (outcome in
        ('removed', 'other_action', 'no_violation', 'deleted_by_author', 'already_gone', 'open')),
    check ((answered_at is null) = (outcome = 'open'))
);
create unique index reports_external on reports (platform_id, sender, external_id) where external_id is not null;
create unique index reports_idempotency on reports (platform_id, sender, idempotency_key)
    where idempotency_key is not null;
create index reports_case on reports (case_id);
create index reports_received on reports (received_at);
create index reports_sender on reports (platform_id, sender, id);

create table decisions (
    id uuid primary key,
    case_id uuid not null references cases,
    reviewer_id uuid not null references reviewers,
    verdict text not null check (verdict in ('violation', 'no_violation', 'gone')),
    standards_version text not null,
    decided_at timestamptz not null,
    seen_at timestamptz not null,
    ground text,
    note_sealed bytea,
    undone_at timestamptz,
    undone_by uuid references reviewers
);
create index decisions_case on decisions (case_id);
create index decisions_reviewer on decisions (reviewer_id, decided_at) where undone_at is null;
alter table cases add foreign key (decision_id) references decisions;

create table actions (
    id uuid primary key,
    case_id uuid not null references cases,
    decision_id uuid not null references decisions,
    platform_id text not null references platforms,
    kind text not null check (kind in
        ('remove_item', 'restore_item', 'warn', 'temporary_ban', 'ban', 'lift_ban')),
    target_kind text not null,
    target_id text not null,
    planned_at timestamptz not null,
    ends_at timestamptz,
    reverses uuid unique references actions,
    reversed_at timestamptz,
    delivered_at timestamptz,
    check ((kind = 'temporary_ban') = (ends_at is not null)),
    check (reverses is null or reversed_at is null),
    unique (decision_id, kind, target_kind, target_id)
);
create index actions_ending on actions (ends_at) where ends_at is not null and reversed_at is null;
create index actions_target on actions (platform_id, target_id);
create index actions_case on actions (case_id);

create table notices (
    id uuid primary key,
    case_id uuid not null references cases,
    decision_id uuid not null references decisions,
    recipient text not null check (recipient in ('reporter', 'author')),
    language text not null,
    statement jsonb not null,
    sent_at timestamptz not null,
    report_id uuid references reports,
    account_id text,
    unique (decision_id, report_id),
    unique (decision_id, account_id),
    check ((recipient = 'reporter') = (report_id is not null)),
    check ((recipient = 'author') = (account_id is not null))
);
create index notices_report on notices (report_id, sent_at);

create table reopenings (
    id uuid primary key,
    case_id uuid not null references cases,
    report_id uuid references reports,
    decision_id uuid references decisions,
    reason text not null check (reason in ('not_solved', 'happening_again', 'undone')),
    at timestamptz not null,
    check ((reason = 'undone') = (report_id is null)),
    check ((reason = 'undone') = (decision_id is not null))
);
create index reopenings_report on reopenings (report_id);
create index reopenings_case on reopenings (case_id);

create table deliveries (
    id bigint primary key generated always as identity,
    message_id uuid not null unique,
    platform_id text not null references platforms,
    lane text not null,
    channel text not null check (channel in ('webhook', 'email')),
    body jsonb not null,
    created_at timestamptz not null,
    not_before timestamptz not null,
    action_id uuid references actions,
    notice_id uuid references notices,
    address_sealed bytea,
    attempts integer not null default 0,
    tried boolean not null default false,
    last_error text,
    delivered_at timestamptz,
    failed_at timestamptz,
    cancelled_at timestamptz
);
create index deliveries_waiting on deliveries (lane, id)
    where delivered_at is null and failed_at is null and cancelled_at is null;
create index deliveries_action on deliveries (action_id) where action_id is not null;
create index deliveries_notice on deliveries (notice_id) where notice_id is not null;
create index deliveries_failed on deliveries (id) where failed_at is not null;

create table outbox (
    id bigint primary key generated always as identity,
    entrypoint text not null,
    payload jsonb not null,
    created_at timestamptz not null,
    not_before timestamptz not null
);

create table idempotency (
    owner text not null,
    key text not null,
    request_hash bytea not null,
    status integer not null,
    body bytea not null,
    created_at timestamptz not null,
    primary key (owner, key)
);

create table imports (
    digest bytea not null,
    kind text not null,
    platform_id text not null references platforms,
    lines_done bigint not null,
    finished_at timestamptz,
    primary key (digest, kind, platform_id)
);

create table ledger_entries (
    id uuid primary key,
    type text not null,
    leaf bytea not null,
    leaf_hash bytea not null,
    created_at timestamptz not null,
    record_id uuid,
    facts bytea,
    facts_salt bytea,
    payload bytea,
    payload_salt bytea,
    seq bigint unique
);
create index ledger_entries_waiting on ledger_entries (id) where seq is null;
create index ledger_entries_declarations on ledger_entries (seq, id) where type like 'declaration:%';
create index ledger_entries_record on ledger_entries (record_id) where record_id is not null;

create table month_tables (
    entry_id uuid not null references ledger_entries,
    month text not null,
    name text not null,
    lines bytea not null,
    primary key (entry_id, name)
);

create table log_head (
    one boolean primary key default true check (one),
    size bigint not null,
    root bytea not null,
    note text not null,
    signed_at timestamptz not null
);

create table log_checkpoints (
    size bigint primary key,
    root bytea not null,
    note text not null,
    signed_at timestamptz not null
);

create table log_tiles (
    level integer not null,
    index bigint not null,
    hashes bytea not null,
    primary key (level, index)
);
