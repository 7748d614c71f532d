-- Only what is not derived from events: who can sign in, and who is signed in.
create schema if not exists api;

create table api.credentials (
  login text primary key check (login = lower(login) and login <> ''),
  person_id uuid not null unique,
  -- argon2id in PHC form; null until the first password is set
  password_hash text,
  -- SHA-256 over login and first-use code; null once a password is set
  code_hash bytea,
  code_expires_at timestamptz,
  must_change boolean not null default false,
  disabled boolean not null default false,
  changed_at timestamptz not null default now()
);

create table api.sessions (
  -- SHA-256 of the session id: a copy of this table signs nobody in
  key bytea primary key,
  person_id uuid not null references api.credentials (person_id) on delete cascade,
  started_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index on api.sessions (person_id);
create index on api.sessions (expires_at);
