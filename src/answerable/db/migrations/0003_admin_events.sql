-- What administrators did: append-only, each row bound to the one before it (records/admin_event.py).

create table admin_events (
    seq bigint primary key check (seq > 0),
    at timestamptz not null,
    who text not null check (who <> ''),
    what text not null check (what ~ '^[a-z][a-z-]*(\.[a-z][a-z-]*)+$'),
    on_what text not null,
    previous bytea not null unique check (length(previous) = 32),
    hash bytea not null unique check (length(hash) = 32)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

create trigger admin_events_stay before update or delete on admin_events
    for each row execute function refuse_change();
create trigger admin_events_are_not_emptied before truncate on admin_events
    for each statement execute function refuse_change();
