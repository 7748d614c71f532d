create table timetable_work_v2 (
  school_id uuid primary key,
  asked_id uuid,
  asked_by uuid,
  asked_at timestamptz,
  version_id uuid,
  done_id uuid
);
