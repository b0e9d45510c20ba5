-- Witnesses' cosignatures of checkpoints, and what is known of each witness.

create table cosignatures (
    size bigint not null references log_checkpoints (size),
    vkey text not null,
    line text not null,
    cosigned_at timestamptz not null,
    received_at timestamptz not null,
    primary key (vkey, size)
);
create index cosignatures_size on cosignatures (size);

create table witnesses (
    vkey text primary key,
    size bigint not null,
    cosigned_at timestamptz,
    fault text not null
);
