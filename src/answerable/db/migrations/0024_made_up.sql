-- Items that were here before there were sketches get theirs; and what language a case seems to be in.

create table unsketched (
    one boolean primary key default true check (one),
    platform_id text not null,
    item_id text not null
);
comment on table unsketched is
    'Behind which item, by platform and id, some may have no sketch that should; no row where all have theirs.';
insert into unsketched (platform_id, item_id) select '', '' where exists (select from items);

alter table cases add column detected_language text;
comment on column cases.detected_language is
    'What a machine takes the text for, where its platform does not say: shown as that, and hardly a hint besides.';
