-- Opening an identity takes two people; what was erased, for a person or by the clock, is told of by an erasure.

create table opening_steps (
    id uuid primary key,
    opening_id uuid not null,
    step text not null check (step in ('asked', 'approved', 'refused', 'withdrawn', 'viewed')),
    report_id uuid not null references reports,
    reviewer_id uuid not null references reviewers,
    at timestamptz not null,
    reason text not null,
    text_sealed bytea,
    unique (opening_id, step),
    check ((step = 'asked') = (id = opening_id))
);
comment on table opening_steps is
    'Who asked to see who made a report, who approved it, and that it was seen. A step a row; nothing is changed.';
create index opening_steps_report on opening_steps (report_id);
create index opening_steps_at on opening_steps (at);

create function refuse_change_but_of_text() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and to_jsonb(new) - 'text_sealed' = to_jsonb(old) - 'text_sealed' then
        return new;
    end if;
    raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

create trigger opening_steps_stay before update or delete on opening_steps
    for each row execute function refuse_change_but_of_text();
create trigger opening_steps_are_not_emptied before truncate on opening_steps
    for each statement execute function refuse_change();

create table erasures (
    id uuid primary key,
    at timestamptz not null,
    why text not null check (why in ('request', 'retention')),
    who text not null,
    counts jsonb not null,
    entries integer not null,
    digest bytea not null
);
create trigger erasures_stay before update or delete on erasures for each row execute function refuse_change();
create trigger erasures_are_not_emptied before truncate on erasures
    for each statement execute function refuse_change();

alter table ledger_entries add column payload_hash bytea;
alter table ledger_entries add column erasure_id uuid references erasures;
create index ledger_entries_erasure on ledger_entries (erasure_id) where erasure_id is not null;
alter table evidence add column erasure_id uuid references erasures;
create index evidence_erasure on evidence (erasure_id) where erasure_id is not null;

create index items_received on items (received_at);
create index reports_reporter on reports (reporter_tag) where reporter_tag is not null;
