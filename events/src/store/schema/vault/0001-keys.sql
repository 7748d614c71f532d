create schema vault;

-- One row: proves that the master key at hand is the one the keys were wrapped with.
create table vault.master (
  only_row boolean primary key default true check (only_row),
  proof bytea not null
);

-- A destroyed key leaves its row behind, so that it is never made anew in silence.
create table vault.keys (
  person uuid not null,
  class text not null,
  version int not null default 1,
  wrapped bytea,
  made_at timestamptz not null default now(),
  destroyed_at timestamptz,
  primary key (person, class),
  check ((wrapped is null) = (destroyed_at is not null))
);
