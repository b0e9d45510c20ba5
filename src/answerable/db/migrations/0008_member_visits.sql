-- When a member was at the desk last, so that it can say what is new.

create table member_visits (
    member_id uuid primary key references members,
    last_at timestamptz not null,
    before_at timestamptz
);
comment on table member_visits is 'Two moments a member: when they were here last, and the end of the visit before.';
