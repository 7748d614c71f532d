create table accepted_clashes_v1 (
  version_id uuid not null,
  kind text not null,
  first uuid not null,
  second uuid not null,
  at text not null,
  primary key (version_id, kind, first, second, at)
);
