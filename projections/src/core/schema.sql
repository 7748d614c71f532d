create table if not exists checkpoints (
  read_model text primary key,
  position bigint not null
);

create table if not exists parked_events (
  read_model text not null,
  stream text not null,
  position bigint not null,
  event_id uuid not null,
  type text not null,
  reason text not null,
  parked_at timestamptz not null default now(),
  primary key (read_model, position)
);

-- One row: the first event of the log that the read models are made from, and its position there.
create table if not exists followed_log (
  only_row boolean primary key default true check (only_row),
  event_id uuid not null,
  position bigint not null
);

-- By what code a table beside a live one is being filled. Unlogged like that table: what a crash of the server empties, it empties as well.
create unlogged table if not exists rebuilds (
  read_model text primary key,
  code text not null
);
