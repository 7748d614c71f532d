create table people_v1 (
  person_id uuid primary key,
  family_name text,
  given_name text,
  middle_name text,
  email text,
  phone text
);
