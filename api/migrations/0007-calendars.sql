-- Addresses that calendar programs ask for a timetable: whoever knows one sees it, so only hashes are kept and each can be ended.
create table api.calendars (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null,
  school_id uuid not null,
  -- whose week: the person's own (null), or that of a ward
  pupil_id uuid,
  -- SHA-256 of the token in the address
  hash bytea not null unique,
  made_at timestamptz not null default now(),
  asked_at timestamptz
);
create index on api.calendars (person_id);
