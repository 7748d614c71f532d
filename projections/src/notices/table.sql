create table notices_v4 (
  event_id uuid not null,
  audience text not null,
  about_id uuid not null,
  kind text not null,
  what text not null,
  school_id uuid not null,
  -- null where no lesson is meant
  lesson_id uuid,
  group_id uuid,
  before text,
  after text,
  -- a version of the timetable or special days; null where neither is meant
  thing_id uuid,
  replaces_id uuid,
  from_date date,
  to_date date,
  -- bell schedules that are others on special days, each with what rings instead; null for everybody
  schedules text[],
  by_id uuid,
  at timestamptz not null,
  position bigint not null,
  primary key (event_id, audience, about_id)
);
create index on notices_v4 (about_id, at);
create index on notices_v4 (thing_id, position) where thing_id is not null;
