-- Evidence is kept when a report comes in; who looks at a case's content leaves a line.

alter table reports add column evidence_digest bytea;

create table evidence (
    id uuid primary key,
    case_id uuid not null references cases,
    report_id uuid not null references reports,
    platform_id text not null references platforms,
    kind text not null check (kind in ('item', 'account')),
    subject_id text not null,
    captured_at timestamptz not null,
    content_tag bytea not null,
    body_digest bytea not null,
    author_tag bytea,
    body_sealed bytea,
    unique (case_id, kind, subject_id, content_tag)
);
comment on table evidence is
    'What was reported as it was then, and what stood around it. A row a content and case, however many reports.';
create index evidence_report on evidence (report_id);
create index evidence_author on evidence (author_tag) where author_tag is not null;

create table evidence_views (
    id bigint primary key generated always as identity,
    at timestamptz not null,
    reviewer_id uuid not null references reviewers,
    case_id uuid not null references cases,
    why text not null
);
create index evidence_views_case on evidence_views (case_id, id);
create index evidence_views_reviewer on evidence_views (reviewer_id, id);

create function refuse_early_end() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and old.at < answerable_now() - interval '365 days' then
        return old;
    end if;
    raise exception '% is append-only for a year', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

create trigger evidence_views_stay before update or delete on evidence_views
    for each row execute function refuse_early_end();
create trigger evidence_views_are_not_emptied before truncate on evidence_views
    for each statement execute function refuse_change();
