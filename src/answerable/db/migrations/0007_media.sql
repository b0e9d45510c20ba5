-- Voice notes that came with reports, and the media of reported items, each sealed.

alter table reports add column voice_digest bytea;

create table media (
    id uuid primary key,
    case_id uuid not null references cases,
    platform_id text not null references platforms,
    kind text not null check (kind in ('voice', 'item')),
    asked_at timestamptz not null,
    report_id uuid references reports,
    item_id text,
    place integer,
    media_type text,
    size bigint,
    seconds double precision,
    sha256 bytea,
    body_digest bytea,
    body_sealed bytea,
    kept_at timestamptz,
    refused text,
    quarantined_at timestamptz,
    unique (report_id),
    unique (case_id, item_id, place),
    check ((kind = 'voice') = (report_id is not null)),
    check ((kind = 'item') = (item_id is not null and place is not null)),
    check (body_sealed is null or (kept_at is not null and refused is null and quarantined_at is null))
);
comment on table media is 'A file each, of the case that it is shown with. A voice note has no sha256 of its content.';
create index media_case on media (case_id);
create index media_sha256 on media (sha256) where sha256 is not null;
