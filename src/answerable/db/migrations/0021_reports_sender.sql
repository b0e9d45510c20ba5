-- A table that nobody has analysed yet gives the planner no reason to prefer the unique index of a sender's ids to the
-- index of all that the sender sent: each id looked up read all of these (1,000 reports/s fell to 300 within seconds
-- after a first start). With the sender alone before the id it is never the cheaper one, and lists as well.

create index reports_of_sender on reports (sender, id);
drop index reports_sender;
