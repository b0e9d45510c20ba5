-- By what pictures of reported items are known again, sealed; gone when their media are.

create table media_hashes (
    media_id uuid primary key references media on delete cascade,
    number bigint generated always as identity unique,
    hashed_at timestamptz not null,
    frames_sealed bytea,
    refused text,
    check ((frames_sealed is null) = (refused is not null))
);
comment on table media_hashes is
    'PDQ hashes of a file''s frames, sealed like evidence: they tell whether a picture is one that is held here.';
