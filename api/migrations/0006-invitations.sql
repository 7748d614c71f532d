-- Codes to make a sign-in with, given on paper. Only the newest of a person in a class counts; a copy of this table opens nothing.
create table api.invitations (
  number bigint generated always as identity primary key,
  -- SHA-256 over the code
  hash bytea not null unique,
  person_id uuid not null,
  school_id uuid not null,
  class_id uuid not null,
  given_by uuid not null,
  given_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  -- who read it said it was not for them: why, when, and who they are where they were signed in
  disowned text check (disowned in ('not_me', 'other_record')),
  disowned_at timestamptz,
  disowned_by uuid
);
create index on api.invitations (class_id, person_id, number);
