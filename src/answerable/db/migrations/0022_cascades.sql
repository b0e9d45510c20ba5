-- Cascades: what is known of each that became an alarm, the levels that it reached, and a few of its texts for a time.

create table cascades (
    id uuid primary key,
    platform_id text not null references platforms,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    copies bigint not null,
    senders bigint not null,
    conversations bigint not null,
    depth integer not null,
    reach bigint not null,
    communities text[] not null,
    growth jsonb,
    variants jsonb not null,
    counts jsonb not null,
    alarm_at timestamptz not null,
    level text not null check (level in ('watch', 'review', 'emergency')),
    reasons jsonb not null,
    sketched boolean not null,
    case_id uuid references cases,
    incident_id uuid,
    updated_at timestamptz not null
);
comment on table cascades is
    'A row for each cluster of the stream that became an alarm. Who sent what stands in no column.';
comment on column cascades.counts is 'How many copies and senders there were, by time.';
comment on column cascades.sketched is 'The platform sent sketches under a public seed: there are no texts of it.';
create index cascades_seen on cascades (last_seen);
create index cascades_case on cascades (case_id) where case_id is not null;
create index cascades_incident on cascades (incident_id) where incident_id is not null;

create table cascade_levels (
    id uuid primary key,
    cascade_id uuid not null references cascades,
    platform_id text not null references platforms,
    level text not null check (level in ('watch', 'review', 'emergency')),
    at timestamptz not null,
    alarm_at timestamptz not null,
    first_seen timestamptz not null,
    copies bigint not null,
    senders bigint not null,
    conversations bigint not null,
    reach bigint not null,
    case_id uuid references cases,
    unique (cascade_id, level)
);
comment on table cascade_levels is 'When a cascade first reached a level, and how far it had spread: the ledger commits to it.';

create table cascade_examples (
    id uuid primary key,
    cascade_id uuid not null references cascades,
    item_id text not null,
    text_sealed bytea not null,
    seen_at timestamptz not null,
    unique (cascade_id, item_id)
);
comment on table cascade_examples is 'A few texts of a cascade, sealed; kept for the days that retention names.';
create index cascade_examples_seen on cascade_examples (seen_at);

alter table emergencies drop constraint emergencies_kind_check;
alter table emergencies add constraint emergencies_kind_check
    check (kind in ('grave', 'case_surge', 'area_surge', 'cascade'));
