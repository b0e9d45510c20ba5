-- One decision for every copy: by what items are known again, the copies of a case, and what the matcher follows.

create table sketches (
    number bigint primary key generated always as identity,
    platform_id text not null references platforms,
    item_id text not null,
    key bytea not null check (length(key) = 16),
    received_at timestamptz not null,
    unique (platform_id, item_id)
);
comment on table sketches is
    'What stays of an item that nobody reported and that matched nothing: a keyed hash of its folded text.';
create index sketches_key on sketches (platform_id, key);
create index sketches_received on sketches (received_at);

create table bank_texts (
    case_id uuid primary key references cases,
    platform_id text not null references platforms,
    key bytea not null check (length(key) = 16),
    text_sealed bytea not null,
    added_at timestamptz not null,
    searched_at timestamptz
);
comment on table bank_texts is 'The text that a case is about, sealed: what items are matched with.';
create index bank_texts_key on bank_texts (platform_id, key);
create index bank_texts_unsearched on bank_texts (added_at) where searched_at is null;

create table bank_changes (
    number bigint primary key generated always as identity,
    case_id uuid not null references cases,
    kind text not null check (kind in ('added', 'removed')),
    at timestamptz not null,
    written_by xid8 not null default pg_current_xact_id()
);
comment on column bank_changes.written_by is
    'Numbers commit out of order: a follower reads again what a transaction wrote that may have been under way.';
create index bank_changes_written on bank_changes (written_by);

create table copies (
    id uuid primary key,
    case_id uuid not null references cases,
    platform_id text not null references platforms,
    item_id text not null,
    match text not null check (match in ('exact', 'near')),
    of_bank real not null check (of_bank between 0 and 1),
    of_query real not null check (of_query between 0 and 1),
    acts boolean not null,
    found_by text not null check (found_by in ('report', 'arrival', 'search')),
    found_at timestamptz not null,
    made_at timestamptz not null,
    passed_on boolean not null,
    confirmed_at timestamptz,
    confirmed_by uuid references reviewers,
    excepted_by uuid,
    unique (platform_id, item_id),
    check ((confirmed_at is null) = (confirmed_by is null))
);
create index copies_case on copies (case_id, found_at, id);
create index copies_to_look_at on copies (case_id) where not acts and confirmed_at is null and excepted_by is null;

alter table decisions add column reach text not null default 'subject' check (reach in ('subject', 'copies'));
alter table decisions add column copy_id uuid references copies;
alter table copies add foreign key (excepted_by) references decisions;
create index decisions_copy on decisions (copy_id) where copy_id is not null;

alter table actions add column copy_id uuid references copies;
alter table actions add column automated boolean not null default false;
create index actions_copy on actions (copy_id) where copy_id is not null;

alter table notices add column copy_id uuid references copies;
alter table notices drop constraint notices_decision_id_account_id_key;
create unique index notices_author on notices
    (decision_id, account_id, coalesce(copy_id, '00000000-0000-0000-0000-000000000000')) where account_id is not null;
