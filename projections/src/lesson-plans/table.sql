create table lesson_plans_v1 (
  lesson_id uuid primary key,
  school_id uuid not null,
  group_id uuid not null,
  date date not null,
  slot int not null
);
create index on lesson_plans_v1 (school_id, date);
