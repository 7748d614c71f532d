create table rooms_v1 (
  school_id uuid not null,
  room text not null,
  holds int not null,
  primary key (school_id, room)
);
