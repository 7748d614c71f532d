create table group_members_v1 (
  group_id uuid not null,
  pupil_id uuid not null,
  valid_from date not null,
  valid_to date,
  school_id uuid not null,
  primary key (group_id, pupil_id, valid_from)
);
create index on group_members_v1 (pupil_id);
create index if not exists group_members_v1_school on group_members_v1 (school_id);
