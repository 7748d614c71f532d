create table attendance_v1 (
  lesson_id uuid not null,
  pupil_id uuid not null,
  school_id uuid not null,
  group_id uuid not null,
  code text not null,
  primary key (lesson_id, pupil_id)
);
create index on attendance_v1 (pupil_id);
