create table notices_seen_v3 (
  person_id uuid not null,
  role text not null,
  -- of which pupil; the person where all of the role is meant
  about_id uuid not null,
  up_to uuid not null,
  primary key (person_id, role, about_id)
);
