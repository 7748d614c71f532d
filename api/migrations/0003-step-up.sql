-- When the person last showed, in this session, that it is them: by password, code or second factor.
alter table api.sessions add column proven_at timestamptz not null default now();
