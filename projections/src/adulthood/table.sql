create table adulthood_v1 (
  person_id uuid primary key,
  adult_on date
);
