-- A second factor: the secret of an authenticator, sealed under the person's key of the vault, which is not in this database.
create table api.second_factors (
  person_id uuid primary key references api.credentials (person_id) on delete cascade,
  sealed bytea not null,
  -- null while it is being set up
  since timestamptz,
  began_at timestamptz not null default now(),
  -- the last half minute a code was taken of: no code counts twice
  last_step bigint not null default 0
);

create table api.recovery_codes (
  person_id uuid not null references api.second_factors (person_id) on delete cascade,
  -- SHA-256 over person and code
  hash bytea not null,
  used_at timestamptz,
  primary key (person_id, hash)
);

-- The password was right; the code has not been shown yet. Such a session can do nothing else.
alter table api.sessions add column awaits_code boolean not null default false;
