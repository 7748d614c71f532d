create table consent_answers_v1 (
  event_id uuid primary key,
  school_id uuid not null,
  pupil_id uuid not null,
  person_id uuid not null,
  kind text not null,
  version int not null,
  answer text not null,
  at timestamptz not null,
  position bigint not null
);
create index on consent_answers_v1 (pupil_id, school_id);
