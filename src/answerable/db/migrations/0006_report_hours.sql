-- How many reports came in each hour, a language and an area: counted once, when the hour is over.

create table report_hours (
    hour timestamptz not null,
    platform_id text not null references platforms,
    language text not null,
    area text not null,
    reports integer not null check (reports >= 1),
    voices integer not null check (voices between 1 and reports),
    primary key (hour, platform_id, language, area)
);
comment on column report_hours.voices is
    'Distinct reporters and organisations; reports without either count once a case.';

create table report_hours_counted (
    one boolean primary key default true check (one),
    until timestamptz not null
);
