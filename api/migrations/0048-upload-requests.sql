-- Requests for which a file that a school is to be brought in from is kept beyond its day.
create table api.upload_requests (
  request_id uuid primary key,
  upload_id uuid not null references api.uploads (id),
  asked_at timestamptz not null,
  -- the term of the request
  until timestamptz not null,
  -- when it was noticed that nobody waits for it any more
  over_at timestamptz
);
create index on api.upload_requests (upload_id) where over_at is null;
