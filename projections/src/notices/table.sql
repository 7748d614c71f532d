create table notices_v2 (
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
  by_id uuid,
  at timestamptz not null,
  position bigint not null,
  primary key (event_id, audience, about_id)
);
create index on notices_v2 (about_id, at);
