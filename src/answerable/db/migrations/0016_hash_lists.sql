-- Hash lists of others, and what was given to others. Hashes are sealed like evidence and leave only by Sharing.

create table hash_sources (
    id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    given_by text not null,
    purpose text not null,
    confidence int not null check (confidence between 0 and 100),
    opt_out text[] not null default '{}',
    use text not null default 'shown' check (use in ('off', 'shown', 'opens', 'acts')),
    created_at timestamptz not null,
    entries int not null default 0,
    filled_at timestamptz,
    version int not null default 1
);
comment on table hash_sources is
    'Lists that others gave us. What a match may lead to is the operator''s to say, source by source; until then it is shown.';

create table hash_blocks (
    id uuid primary key,
    source_id text not null references hash_sources,
    place int not null,
    entries int not null check (entries > 0),
    body_sealed bytea not null,
    unique (source_id, place)
);
comment on table hash_blocks is 'Entries of a list, many sealed together; bound to the row.';

create table hash_exports (
    id uuid primary key,
    recipient text not null,
    purpose text not null,
    areas text[] not null,
    at timestamptz not null,
    listed int not null,
    withdrawn int not null,
    body_sealed bytea not null
);
comment on table hash_exports is
    'Which hashes somebody was given, sealed: what no longer stands is taken back with the next list that they get.';
create index hash_exports_of on hash_exports (recipient, at);
