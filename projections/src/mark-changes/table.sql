create table mark_changes_v1 (
  event_id uuid primary key,
  lesson_id uuid not null,
  pupil_id uuid not null,
  school_id uuid not null,
  group_id uuid not null,
  kind text not null,
  before text,
  after text,
  reason text,
  note jsonb,
  by_id uuid,
  at timestamptz not null,
  revision bigint not null
);
create index on mark_changes_v1 (lesson_id, pupil_id);
