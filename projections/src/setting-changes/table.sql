create table setting_changes_v1 (
  event_id uuid primary key,
  school_id uuid not null,
  setting text not null,
  place bigint not null,
  at timestamptz not null,
  changed_by uuid,
  before jsonb not null,
  after jsonb not null
);
create index on setting_changes_v1 (school_id, setting, place);
