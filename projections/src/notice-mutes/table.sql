create table notice_mutes_v1 (
  person_id uuid not null,
  about_id uuid not null,
  kind text not null,
  primary key (person_id, about_id, kind)
);
