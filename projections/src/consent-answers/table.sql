create table consent_answers_v2 (
  event_id uuid primary key,
  school_id uuid not null,
  pupil_id uuid not null,
  person_id uuid not null,
  kind text not null,
  version int not null,
  answer text not null,
  -- of a paper that the office noted: the day it was signed on
  signed_on date,
  at timestamptz not null,
  position bigint not null
);
create index on consent_answers_v2 (pupil_id, school_id);
