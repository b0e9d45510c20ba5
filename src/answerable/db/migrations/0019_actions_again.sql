-- A copy that was excepted and is excepted no longer is acted on again, by the same decision: once at a time.

create unique index actions_once on actions (decision_id, kind, target_kind, target_id) where reversed_at is null;
alter table actions drop constraint actions_decision_id_kind_target_kind_target_id_key;
