create table grid_lessons_v1 (
  grid_lesson_id uuid not null,
  version_id uuid not null,
  school_id uuid not null,
  group_id uuid not null,
  weekday int not null,
  slot int not null,
  weeks text not null,
  teacher_id uuid not null,
  room text,
  primary key (version_id, grid_lesson_id)
);
create index on grid_lessons_v1 (school_id);
