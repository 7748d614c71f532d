create table access_facts_v1 (
  kind text not null,
  person_id uuid not null,
  object_id uuid not null,
  detail text not null,
  valid_from date not null,
  valid_to date,
  school_id uuid,
  fact_id uuid not null,
  primary key (person_id, kind, object_id, detail, valid_from)
);
create index on access_facts_v1 (object_id, kind);
create index if not exists access_facts_v1_school on access_facts_v1 (school_id, kind);
