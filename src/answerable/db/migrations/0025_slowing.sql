-- Slowing: actions with an end on what a case is about and its copies. An alarm may set one before a person decided.

alter table actions alter column decision_id drop not null;
alter table actions add column terms jsonb;
alter table actions add column provisional jsonb;
alter table actions drop constraint actions_kind_check;
alter table actions add constraint actions_kind_check check (kind in
    ('remove_item', 'restore_item', 'warn', 'temporary_ban', 'ban', 'lift_ban', 'limit_forwarding', 'lift_limit',
     'label', 'remove_label', 'hold_for_review', 'release')) not valid;
alter table actions drop constraint actions_check;
alter table actions add constraint actions_ends check
    ((kind in ('temporary_ban', 'limit_forwarding', 'label', 'hold_for_review')) = (ends_at is not null)
     and (ends_at is null or kind = 'temporary_ban' or ends_at > planned_at)) not valid;
alter table actions add constraint actions_terms check
    ((kind in ('limit_forwarding', 'label', 'hold_for_review')) = (terms is not null)) not valid;
alter table actions add constraint actions_decided check
    ((decision_id is null) = (provisional is not null)
     and (provisional is null or kind in ('limit_forwarding', 'lift_limit'))) not valid;
create unique index actions_provisional on actions (case_id) where decision_id is null and reverses is null;

create table slowing_rules (
    action_id uuid not null references actions,
    version integer not null,
    digest bytea not null check (length(digest) = 32),
    made_at timestamptz not null,
    primary key (action_id, version)
);
comment on table slowing_rules is
    'The forms of the rule that a platform knows copies by, as they were sent: it changes with what people except.';
