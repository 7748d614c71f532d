-- The first run: one row while the first school is still to be made. The code is told on the console alone, and only its hash is here.
create table api.set_up (
  id uuid primary key default gen_random_uuid(),
  single boolean not null default true unique check (single),
  -- SHA-256 over the code
  hash bytea not null,
  expires_at timestamptz not null,
  -- the code was used; from here on the school is made from what is kept below, however often the process is killed
  begun_at timestamptz,
  school jsonb,
  -- names, login and password hash of the first admin, sealed under their key of the vault
  admin bytea,
  done_at timestamptz
);
