create table bell_schedules_v1 (
  schedule_id uuid primary key,
  school_id uuid not null,
  title text not null,
  bells jsonb not null
);
create index on bell_schedules_v1 (school_id);
