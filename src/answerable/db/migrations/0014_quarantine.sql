-- Media that must not be shown, nor kept where it can be: out of `media`, under a key of its own.

create table quarantine (
    id uuid primary key,
    media_id uuid not null,
    case_id uuid not null references cases,
    kind text not null check (kind in ('voice', 'item')),
    media_type text not null,
    size bigint not null,
    sha256 bytea not null,
    marked_at timestamptz not null,
    marked_by uuid not null references reviewers,
    keep_until timestamptz not null,
    reason_sealed bytea,
    body bytea,
    ended_at timestamptz,
    ended_as text check (ended_as in ('destroyed', 'returned', 'expired')),
    check ((ended_at is null) = (ended_as is null)),
    check ((ended_at is null) = (body is not null))
);
comment on table quarantine is
    'The body is sealed under the key in keys/quarantine, which opens nothing else. Its media may be erased meanwhile.';
create unique index quarantine_media on quarantine (media_id) where body is not null;
create index quarantine_sha256 on quarantine (sha256);
create index quarantine_due on quarantine (keep_until) where body is not null;

create table quarantine_steps (
    id uuid primary key,
    quarantine_id uuid not null references quarantine,
    request_id uuid not null,
    step text not null check (step in ('asked', 'approved', 'refused')),
    what text not null check (what in ('release', 'destroy', 'return')),
    reviewer_id uuid not null references reviewers,
    at timestamptz not null,
    reason_sealed bytea,
    certificate text,
    file bytea,
    unique (request_id, step),
    check (step <> 'asked' or (certificate is not null) = (what = 'release'))
);
create index quarantine_steps_of on quarantine_steps (quarantine_id, at);
