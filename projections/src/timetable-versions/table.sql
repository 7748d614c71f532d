create table timetable_versions_v1 (
  version_id uuid primary key,
  school_id uuid not null,
  title text not null,
  state text not null,
  copy_of uuid,
  from_date date,
  replaces uuid,
  drafted_by uuid,
  drafted_at timestamptz not null,
  published_at timestamptz
);
create index on timetable_versions_v1 (school_id);
