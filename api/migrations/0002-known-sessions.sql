-- What a person needs to recognise a session as their own. The User-Agent and the address are reduced before they get here.
alter table api.sessions
  -- names the session to its owner; the key stays inside
  add column id uuid not null default gen_random_uuid() unique,
  add column seen_at timestamptz not null default now(),
  add column browser text,
  add column system text,
  -- the network, never the single machine: 203.0.113.0/24
  add column network text;
