create table notices_v1 (
  event_id uuid not null,
  audience text not null,
  about_id uuid not null,
  kind text not null,
  what text not null,
  school_id uuid not null,
  lesson_id uuid not null,
  group_id uuid not null,
  before text,
  after text,
  by_id uuid,
  at timestamptz not null,
  position bigint not null,
  primary key (event_id, audience, about_id)
);
create index on notices_v1 (about_id, at);
