-- Files that a school is to be brought in from. Who wanted it and who confirmed it stands in the log, as a request; here is what became of the file.
create table api.uploads (
  id uuid primary key,
  school_id uuid not null,
  uploaded_by uuid not null,
  name text not null,
  kind text not null,
  bytes bigint not null,
  -- of the bytes that were looked through: what is carried out has the same
  sha256 text not null,
  uploaded_at timestamptz not null,
  -- a process is at it; another takes over what was left lying
  claimed_at timestamptz,
  tries int not null default 0,
  -- why the file as a whole cannot be taken: a code, never a value of the file
  refusal text,
  -- of the dry run, then of the real one: counts, and places with codes
  report jsonb,
  -- the request that was confirmed; null before
  request_id uuid,
  queued_at timestamptz,
  started_at timestamptz,
  done int,
  total int,
  -- of each run, in order; all but the last were cut off
  import_ids uuid[] not null default '{}',
  ended_at timestamptz,
  -- when the file is removed, unless it is being carried out
  until timestamptz not null,
  removed_at timestamptz
);
create index on api.uploads (school_id, uploaded_at);
create index on api.uploads (uploaded_at) where removed_at is null;
