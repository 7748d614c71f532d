create table groups_v1 (
  group_id uuid primary key,
  school_id uuid not null,
  subject_id uuid not null,
  class_id uuid,
  title text not null
);
create index on groups_v1 (school_id);
