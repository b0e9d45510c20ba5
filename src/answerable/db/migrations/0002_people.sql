-- Who was tested in which language, and who is on call. A language that somebody says they read counts only with a
-- test in force (`languages_read` is the rule of answerable.cases.reading, in SQL).

create table language_tests (
    id uuid primary key,
    reviewer_id uuid not null references reviewers,
    language text not null,
    tested_on date not null,
    level text not null,
    examiner text not null,
    recorded_at timestamptz not null,
    valid_until date check (valid_until >= tested_on),
    withdrawn_at timestamptz
);
create index language_tests_reviewer on language_tests (reviewer_id);

create function languages_read(moment timestamptz) returns table (reviewer_id uuid, language text)
language sql stable as $$
    select distinct r.id, t.language from reviewers r join language_tests t on t.reviewer_id = r.id
    where (r.disabled_at is null or moment < r.disabled_at)
      and r.roles && array['reviewer', 'lead'] and t.language = any(r.languages)
      and t.tested_on <= (moment at time zone 'UTC')::date
      and (t.valid_until is null or (moment at time zone 'UTC')::date <= t.valid_until)
      and (t.withdrawn_at is null or moment < t.withdrawn_at)
$$;

create table on_call_shifts (
    id uuid primary key,
    reviewer_id uuid not null references reviewers,
    language text not null,
    place integer not null check (place >= 1),
    starts_at timestamptz not null,
    channel text not null check (channel in ('webhook', 'email')),
    address_sealed bytea not null,
    created_at timestamptz not null,
    ends_at timestamptz check (ends_at > starts_at)
);
create index on_call_shifts_language on on_call_shifts (language, place);
