-- Reports of one batch stand in the order of its lines: they were all received at the same moment.

alter table incident_reports add column line integer not null default 1 check (line >= 1);
