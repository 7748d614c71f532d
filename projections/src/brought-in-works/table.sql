create table brought_in_works_v1 (
  work_id uuid primary key,
  school_id uuid not null,
  group_id uuid not null,
  title text not null,
  description text,
  category jsonb,
  assigned_on date,
  due_on date,
  term_id uuid,
  lowest text,
  highest text,
  scale jsonb,
  source text not null,
  removed boolean not null
);
create index on brought_in_works_v1 (group_id);
