-- Cascades that are two sides of one campaign are parts of one incident; what each says of who attacks whom is kept for that.

alter table cascades add column frame jsonb not null default '{}';
comment on column cascades.frame is 'Who its examples say attacks whom, and when: codes of the lexicon, no text.';

create table cascade_incidents (
    id uuid primary key,
    platform_id text not null references platforms,
    found_at timestamptz not null
);
comment on table cascade_incidents is
    'Cascades that rise together, each telling one community that the other attacks.';

create table cascade_incident_parts (
    cascade_id uuid primary key references cascades,
    incident_id uuid not null references cascade_incidents,
    side integer not null check (side in (0, 1)),
    joined_at timestamptz not null
);
comment on table cascade_incident_parts is 'Which cascades are in an incident, and on which side of it.';
create index cascade_incident_parts_incident on cascade_incident_parts (incident_id);

alter table cascades add constraint cascades_incident_id_fkey
    foreign key (incident_id) references cascade_incidents not valid;
alter table cascade_levels add column incident_id uuid references cascade_incidents;
