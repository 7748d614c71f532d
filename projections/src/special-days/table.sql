create table special_days_v1 (
  days_id uuid primary key,
  school_id uuid not null,
  kind text not null,
  title text not null,
  from_date date not null,
  to_date date not null,
  bells jsonb not null,
  runs_as int
);
create index on special_days_v1 (school_id, from_date);
