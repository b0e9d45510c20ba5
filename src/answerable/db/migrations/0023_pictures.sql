-- Copies are known by their pictures too: those of cases are kept as their texts are; of other items hashes, for a while.

create table bank_pictures (
    case_id uuid primary key references cases,
    platform_id text not null references platforms,
    number bigint not null unique generated always as identity,
    body_sealed bytea,
    added_at timestamptz not null,
    written_by xid8 not null default pg_current_xact_id(),
    searched_at timestamptz
);
comment on table bank_pictures is
    'What a case is about, where that has media: its text and what is known of each file, sealed. Nothing is known where null.';
comment on column bank_pictures.written_by is 'As bank_changes.written_by.';
create index bank_pictures_written on bank_pictures (written_by);
create index bank_pictures_unsearched on bank_pictures (added_at) where searched_at is null and body_sealed is not null;

create table item_pictures (
    platform_id text not null references platforms,
    item_id text not null,
    number bigint not null unique generated always as identity,
    author text,
    asked_at timestamptz not null,
    next_at timestamptz not null,
    tries int not null default 0,
    looked_at timestamptz,
    body_sealed bytea,
    written_by xid8 not null default pg_current_xact_id(),
    primary key (platform_id, item_id),
    check ((looked_at is null) = (body_sealed is null))
);
comment on table item_pictures is
    'Items whose media are looked at although nobody reported them: the queue of those that wait, and hashes of the others, sealed.';
comment on column item_pictures.author is 'While it waits: nobody fills the queue.';
create index item_pictures_waiting on item_pictures (next_at, number) where looked_at is null;
create index item_pictures_of_author on item_pictures (platform_id, author) where looked_at is null;
create index item_pictures_written on item_pictures (written_by) where looked_at is not null;
create index item_pictures_asked on item_pictures (asked_at);

create table media_texts (
    media_id uuid primary key references media on delete cascade,
    read_at timestamptz not null,
    text_sealed bytea,
    refused text,
    check ((text_sealed is null) = (refused is not null))
);
comment on table media_texts is 'What a program read in a picture that is kept, sealed like it.';

alter table copies add column means text not null default 'text' check (means in ('text', 'picture', 'read'));

-- Cases from before: what their pictures are is taken in by the worker, from the hashes that are kept.
insert into bank_pictures (case_id, platform_id, added_at)
    select c.id, c.platform_id, c.opened_at from cases c
    join items i on i.platform_id = c.platform_id and i.id = c.subject_id
    where c.subject_kind = 'item' and cardinality(i.media) > 0;
insert into outbox (entrypoint, payload, created_at, not_before)
    select 'case_pictures', jsonb_build_object('case', case_id), added_at, added_at from bank_pictures;
