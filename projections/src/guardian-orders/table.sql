create table guardian_orders_v1 (
  order_id uuid primary key,
  pupil_id uuid not null,
  guardian_id uuid not null,
  keeps text[] not null,
  valid_from date not null,
  valid_to date
);
create index on guardian_orders_v1 (guardian_id, pupil_id);
