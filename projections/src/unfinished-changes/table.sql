create table unfinished_changes_v1 (
  change_id uuid primary key,
  kind text not null,
  school_id uuid not null,
  object_id uuid not null,
  since timestamptz not null
);
