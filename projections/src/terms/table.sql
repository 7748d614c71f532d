create table terms_v1 (
  term_id uuid primary key,
  school_id uuid not null,
  title text not null,
  from_date date not null,
  to_date date not null
);
create index on terms_v1 (school_id);
