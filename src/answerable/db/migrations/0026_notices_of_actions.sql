-- An author is told of a limit that an alarm set before a person decided.

alter table notices alter column decision_id drop not null;
alter table notices add column action_id uuid references actions;
alter table notices add constraint notices_about check ((decision_id is null) = (action_id is not null)) not valid;
create unique index notices_action on notices (action_id, account_id) where action_id is not null;
