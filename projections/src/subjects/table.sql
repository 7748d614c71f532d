create table subjects_v1 (
  subject_id uuid primary key,
  school_id uuid not null,
  title text not null
);
