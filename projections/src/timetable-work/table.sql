create table timetable_work_v3 (
  school_id uuid not null,
  asker uuid not null,
  asked_id uuid,
  asked_by uuid,
  asked_at timestamptz,
  position bigint not null,
  version_id uuid,
  done_id uuid,
  done_version uuid,
  primary key (school_id, asker)
);
