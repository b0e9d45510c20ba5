-- By which version of the thresholds a copy was found: a figure about copies names it (indicator 10).

alter table copies add column thresholds int not null default 1 check (thresholds > 0);
