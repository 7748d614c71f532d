create table absences_v1 (
  absence_id uuid primary key,
  school_id uuid not null,
  teacher_id uuid not null,
  from_date date not null,
  to_date date not null
);
create index on absences_v1 (school_id, to_date);
