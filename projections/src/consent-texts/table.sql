create table consent_texts_v1 (
  school_id uuid not null,
  kind text not null,
  version int not null,
  ru text not null,
  en text not null,
  reason text not null,
  earlier_until date,
  by_id uuid,
  at timestamptz not null,
  primary key (school_id, kind, version)
);
