-- Emergencies, the pages to who is on call, and what organisations are asked.

create table emergencies (
    id uuid primary key,
    kind text not null check (kind in ('grave', 'case_surge', 'area_surge')),
    platform_id text not null references platforms,
    language text not null,
    area text not null,
    raised_at timestamptz not null,
    case_id uuid unique references cases,
    country text,
    next_page_at timestamptz,
    unanswered_at timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by uuid references reviewers,
    ended_at timestamptz,
    check ((kind = 'area_surge') = (case_id is null)),
    check ((acknowledged_at is null) = (acknowledged_by is null)),
    check (next_page_at is null or (acknowledged_at is null and ended_at is null))
);
comment on column emergencies.case_id is 'Unique: however often a case is reported, people are called to it once.';
create unique index emergencies_once_a_day on emergencies
    (platform_id, language, area, ((raised_at at time zone 'UTC')::date)) where case_id is null;
create index emergencies_open on emergencies (raised_at) where ended_at is null;

create table pages (
    id uuid primary key,
    emergency_id uuid not null references emergencies,
    step integer not null check (step >= 1),
    reviewer_id uuid not null references reviewers,
    paged_at timestamptz not null,
    unique (emergency_id, step)
);

create table asks (
    id uuid primary key,
    emergency_id uuid not null references emergencies,
    organisation_id text not null references organisations,
    asked_at timestamptz not null,
    answered_at timestamptz,
    answer_sealed bytea,
    unique (emergency_id, organisation_id),
    check ((answered_at is null) = (answer_sealed is null))
);
create index asks_organisation on asks (organisation_id, asked_at);

comment on column report_hours.voices is
    'The lesser of how many people reported and how many subjects they reported; reports without a name count once a subject.';
