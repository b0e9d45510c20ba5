-- Trusted flaggers as organisations: their members, incidents and escalations.

alter table organisations
    add column consent_to_be_named boolean not null default false,
    add column countries text[] not null default '{}',
    add column languages text[] not null default '{}';

alter table reviewers add column desk_name text;

alter table cases add column escalated boolean not null default false;

create table members (
    id uuid primary key,
    organisation_id text not null references organisations,
    name text not null unique,
    password_hash text not null,
    role text not null check (role in ('analyst', 'coordinator')),
    language text not null,
    created_at timestamptz not null,
    disabled_at timestamptz,
    totp_sealed bytea
);
create index members_organisation on members (organisation_id);

alter table sessions
    alter column reviewer_id drop not null,
    add column member_id uuid references members,
    add constraint sessions_owner check (num_nonnulls(reviewer_id, member_id) = 1);

create table incidents (
    id uuid primary key,
    organisation_id text not null references organisations,
    platform_id text not null references platforms,
    title_sealed bytea not null,
    opened_at timestamptz not null,
    opened_by uuid references members,
    opened_key uuid references api_keys,
    closed_at timestamptz,
    constraint incidents_opener check (num_nonnulls(opened_by, opened_key) = 1)
);
create index incidents_organisation on incidents (organisation_id, opened_at);

create table incident_reports (
    report_id uuid primary key references reports,
    incident_id uuid not null references incidents,
    added_at timestamptz not null,
    added_by uuid references members,
    added_key uuid references api_keys,
    first_looked_at timestamptz,
    constraint incident_reports_adder check (num_nonnulls(added_by, added_key) = 1)
);
create index incident_reports_incident on incident_reports (incident_id);

create table escalations (
    id uuid primary key,
    organisation_id text not null references organisations,
    incident_id uuid not null references incidents,
    number integer not null check (number >= 1),
    report_ids uuid[] not null check (report_ids <> '{}'),
    reason_sealed bytea not null,
    language text not null,
    escalated_at timestamptz not null,
    escalated_by uuid references members,
    escalated_key uuid references api_keys,
    to_reviewer uuid references reviewers,
    to_role text,
    acknowledged_at timestamptz,
    acknowledged_by uuid references reviewers,
    unique (incident_id, number),
    constraint escalations_sender check (num_nonnulls(escalated_by, escalated_key) = 1),
    constraint escalations_addressee check ((to_reviewer is null) = (to_role is null)),
    constraint escalations_acknowledgement check ((acknowledged_at is null) = (acknowledged_by is null))
);
create index escalations_organisation on escalations (organisation_id, escalated_at);
create index escalations_reports on escalations using gin (report_ids);
create index escalations_waiting on escalations (to_reviewer) where acknowledged_at is null;

create index reports_organisation on reports (organisation_id, subject_kind, subject_id)
    where organisation_id is not null;
