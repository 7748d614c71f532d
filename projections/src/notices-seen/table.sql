create table notices_seen_v1 (
  person_id uuid primary key,
  up_to uuid not null
);
