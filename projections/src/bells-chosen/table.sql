create table bells_chosen_v1 (
  about_id uuid primary key,
  school_id uuid not null,
  schedule_id uuid
);
create index on bells_chosen_v1 (school_id);
