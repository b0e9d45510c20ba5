-- Crisis mode: two people switch it on for a country, and it ends by itself.

create table crisis_steps (
    id uuid primary key,
    crisis_id uuid not null,
    step text not null check (step in ('asked', 'confirmed', 'refused', 'withdrawn', 'ended', 'published')),
    country text not null check (country ~ '^[A-Z]{2}$'),
    at timestamptz not null,
    reviewer_id uuid references reviewers,
    role text,
    reason text,
    at_once boolean not null default false,
    unique (crisis_id, step),
    check ((step = 'asked') = (id = crisis_id)),
    check ((step = 'asked') = (reason is not null)),
    check ((step = 'published') = (reviewer_id is null)),
    check ((reviewer_id is null) = (role is null))
);
comment on table crisis_steps is
    'Who asked for crisis mode, who confirmed it, and that it was told in public. A step a row; nothing is changed.';
create index crisis_steps_at on crisis_steps (at) where step = 'confirmed';

create trigger crisis_steps_stay before update or delete on crisis_steps
    for each row execute function refuse_change();
create trigger crisis_steps_are_not_emptied before truncate on crisis_steps
    for each statement execute function refuse_change();
