-- Imports that are to be undone from the browser. Who wanted it and who confirmed it stands in the log, as a request; here is how far it is.
create table api.import_undos (
  id uuid primary key,
  upload_id uuid not null references api.uploads (id),
  school_id uuid not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  -- a process is at it; another takes over what was left lying
  claimed_at timestamptz,
  tries int not null default 0,
  -- why it cannot be undone: a code
  refusal text,
  -- of the look ahead, then of the real run: counts, and what stays, as ids and codes
  report jsonb,
  -- when that report was made
  told_at timestamptz,
  -- the request that was confirmed; null before
  request_id uuid,
  queued_at timestamptz,
  started_at timestamptz,
  done int,
  total int,
  ended_at timestamptz
);
create index on api.import_undos (upload_id, asked_at);
-- One at a time of a file is looked at and asked for.
create unique index on api.import_undos (upload_id) where request_id is null;
