create table marks_v1 (
  lesson_id uuid not null,
  pupil_id uuid not null,
  school_id uuid not null,
  group_id uuid not null,
  mark_id uuid not null,
  value text not null,
  event_id uuid not null,
  changed boolean not null,
  primary key (lesson_id, pupil_id)
);
create index on marks_v1 (pupil_id);
