create table schools_v1 (
  school_id uuid primary key,
  title text not null,
  time_zone text not null,
  scale text not null,
  bells jsonb not null
);
