create table notices_seen_v2 (
  person_id uuid not null,
  role text not null,
  up_to uuid not null,
  primary key (person_id, role)
);
