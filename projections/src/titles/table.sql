create table titles_v1 (
  thing_id uuid not null,
  valid_from date not null,
  school_id uuid not null,
  title text not null,
  grade int,
  primary key (thing_id, valid_from)
);
