-- Sign-in through a provider of OpenID Connect: which account at the provider is whose. Linked by the signed-in person alone.
create table api.provider_links (
  person_id uuid not null references api.credentials (person_id) on delete cascade,
  issuer text not null,
  -- SHA-256 over issuer and subject: whom the provider knows is nobody's to read here
  subject_hash bytea not null unique,
  linked_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (person_id, issuer)
);

-- A browser that was sent to the provider and is not back yet: good once, for ten minutes, for one purpose.
create table api.provider_visits (
  -- SHA-256 over what the browser keeps in its cookie; state, nonce and verifier follow from that
  hash bytea primary key,
  purpose text not null check (purpose in ('sign_in', 'link')),
  person_id uuid check ((person_id is not null) = (purpose = 'link')),
  -- where in the product to go on
  next text not null,
  expires_at timestamptz not null default now() + interval '10 minutes'
);
create index on api.provider_visits (expires_at);
