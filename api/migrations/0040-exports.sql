-- Schools that were taken out as a file. What was asked for and confirmed stands in the log, as a request of the same id; here is what became of the file.
create table api.exports (
  id uuid primary key,
  school_id uuid not null,
  -- alone may fetch the file
  asked_by uuid not null,
  queued_at timestamptz not null,
  -- a process is at it; another takes over what was left lying
  claimed_at timestamptz,
  made_at timestamptz,
  bytes bigint,
  -- everybody the file speaks of, for the access journal
  people uuid[],
  classes int,
  groups int,
  limited int,
  -- until when it can be fetched; then the file is removed
  until timestamptz,
  removed_at timestamptz,
  fetched_at timestamptz,
  fetched int not null default 0
);
create index on api.exports (school_id, queued_at);
create index on api.exports (queued_at) where removed_at is null;
