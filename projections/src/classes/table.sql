create table classes_v1 (
  class_id uuid primary key,
  school_id uuid not null,
  title text not null,
  grade int
);
create index on classes_v1 (school_id);
