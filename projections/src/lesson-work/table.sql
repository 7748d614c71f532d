create table lesson_work_v1 (
  lesson_id uuid primary key,
  school_id uuid not null,
  group_id uuid not null,
  kind text not null,
  weight int not null
);
