-- Whose author was told of which copy is looked up for thousands of copies of one decision.

create index notices_copy on notices (copy_id, decision_id) where copy_id is not null;
