-- Passkeys: public keys only. A copy of this table signs nobody in.
create table api.passkeys (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references api.credentials (person_id) on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  -- the name of the site it was made for: it works nowhere else
  rp_id text not null,
  name text not null,
  made_at timestamptz not null default now(),
  used_at timestamptz
);
create index on api.passkeys (person_id);

-- What a browser was asked to sign: good once, for five minutes, for one purpose.
create table api.passkey_challenges (
  -- SHA-256 over the challenge
  hash bytea primary key,
  purpose text not null check (purpose in ('add', 'sign_in', 'second')),
  person_id uuid,
  expires_at timestamptz not null default now() + interval '5 minutes'
);
create index on api.passkey_challenges (expires_at);

-- An authenticator that is turned on, or a passkey.
create function api.has_factor(person uuid) returns boolean language sql stable as $$
  select exists (select 1 from api.second_factors f where f.person_id = person and f.since is not null)
    or exists (select 1 from api.passkeys p where p.person_id = person)
$$;
