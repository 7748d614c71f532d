create table requests_v1 (
  request_id uuid primary key,
  school_id uuid not null,
  about_id uuid not null,
  act jsonb not null,
  proposed_by uuid,
  proposed_at timestamptz not null,
  expires_at timestamptz not null,
  status text not null,
  decided_by uuid,
  decided_at timestamptz,
  alone boolean not null,
  refusal text
);
create index on requests_v1 (school_id, status);
