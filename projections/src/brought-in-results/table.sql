create table brought_in_results_v1 (
  result_id uuid primary key,
  work_id uuid not null,
  school_id uuid not null,
  group_id uuid not null,
  pupil_id uuid not null,
  status text not null,
  score text,
  text_score jsonb,
  flags text[] not null,
  scored_on date,
  comment jsonb,
  source text not null,
  event_type text not null,
  changed_at timestamptz
);
create index on brought_in_results_v1 (pupil_id);
create index on brought_in_results_v1 (group_id);
