-- Doors: second factors, sessions whose token changes, and throttles that every process shares.
-- Whoever is signed in signs in again: sessions of before have no stage.

delete from sessions;
alter table sessions
    drop constraint sessions_pkey,
    add column id uuid primary key,
    add column stage text not null check (stage in ('password', 'whole')),
    add column proved_at timestamptz not null,
    add column token_since timestamptz not null,
    add column next_hash bytea unique,
    add column next_since timestamptz,
    add column previous_hash bytea unique,
    add column previous_until timestamptz,
    add unique (token_hash),
    add check ((next_hash is null) = (next_since is null)),
    add check ((previous_hash is null) = (previous_until is null));

create table second_factors (
    person_id uuid primary key,
    totp_sealed bytea,
    pending_sealed bytea,
    last_step bigint not null default 0,
    confirmed_at timestamptz,
    check ((totp_sealed is null) = (confirmed_at is null))
);
alter table members drop column totp_sealed;

comment on table second_factors is 'A person is a reviewer or a member of an organisation.';

create table recovery_codes (
    person_id uuid not null references second_factors on delete cascade,
    code_tag bytea not null,
    primary key (person_id, code_tag)
);

create table throttles (
    key bytea primary key,
    free_at timestamptz not null
);
create index throttles_free on throttles (free_at);
comment on table throttles is 'Attempts at passwords and codes, by keyed hashes; a row says when all of its room is free again.';
