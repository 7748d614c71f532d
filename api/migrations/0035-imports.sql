-- What was brought in, and where in the log it is. The events themselves say what: their correlation id is the id of the import.
create table api.imports (
  id uuid primary key,
  -- whose bundle it was: ids of people and classes follow from it
  source text not null,
  -- the system the bundle names, null where it names none
  system text,
  delta boolean not null,
  file_name text not null,
  begun_at timestamptz not null,
  -- null while it runs, and for ever where it was cut off: running it again is another import, and finishes the work
  ended_at timestamptz,
  -- of its first and last event; null where it changed nothing
  first_position bigint,
  last_position bigint,
  added int,
  changed int,
  unchanged int,
  refused int
);
create index on api.imports (begun_at);
