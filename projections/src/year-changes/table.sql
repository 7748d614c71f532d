create table year_changes_v1 (
  year_id uuid primary key,
  school_id uuid not null,
  change_id uuid not null,
  on_date date not null,
  phase text not null,
  done int not null,
  parts int not null,
  kept jsonb not null,
  at timestamptz not null
);
create index on year_changes_v1 (school_id);
