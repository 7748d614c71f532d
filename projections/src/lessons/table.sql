create table lessons_v2 (
  lesson_id uuid primary key,
  school_id uuid not null,
  group_id uuid not null,
  subject_id uuid not null,
  term_id uuid not null,
  teacher_id uuid not null,
  date date not null,
  slot int not null,
  from_time text not null,
  to_time text not null,
  room text,
  outside boolean not null,
  cancelled text,
  substitute_id uuid,
  -- the lesson it is given together with, and where that is
  together_id uuid,
  together_room text,
  moved_from_date date,
  moved_from_slot int,
  changes int not null,
  topic text,
  homework text,
  due_on date,
  roll_taken boolean not null
);
create index on lessons_v2 (group_id, date, slot);
create index on lessons_v2 (school_id, date);
create index on lessons_v2 (together_id) where together_id is not null;
