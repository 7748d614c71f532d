-- Who looked at whose data, when, as what. Rows are added and never changed: see docs/decisions/0040-access-journal.md. Ids only, no names.
do $$
declare
  role_name text;
begin
  foreach role_name in array array['peremena_looks', 'peremena_looker'] loop
    begin
      if not exists (select from pg_roles where rolname = role_name) then
        execute format('create role %I nologin', role_name);
      end if;
    exception when duplicate_object or unique_violation then
      null;
    end;
    if not (select rolsuper from pg_roles where rolname = current_user) then
      execute format('grant %I to current_user', role_name);
    end if;
  end loop;
end
$$;

create schema looks authorization peremena_looks;
set local role peremena_looks;

create table looks.looks (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  -- Who looked, in which role.
  person_id uuid not null,
  role text not null,
  school_id uuid,
  -- What was shown: a kind of page, and the class, group or lesson it is of.
  kind text not null,
  thing_id uuid,
  -- Everybody whose data was in the answer.
  subjects uuid[] not null check (cardinality(subjects) > 0),
  noted_at timestamptz not null default now()
);
create index looks_subjects on looks.looks using gin (subjects);
create index looks_school on looks.looks (school_id, id desc);

create function looks.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the access journal is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger looks_append_only before update or delete on looks.looks
  for each row execute function looks.refuse_change();
create trigger looks_never_truncated before truncate on looks.looks
  for each statement execute function looks.refuse_change();

-- Adds a batch: a list of {at, person, role, school, kind, thing, subjects}. What it answers is on disk.
create function looks.note(batch jsonb) returns int
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  noted int;
begin
  insert into looks.looks (at, person_id, role, school_id, kind, thing_id, subjects)
  select one.at, one.person, one.role, one.school, one.kind, one.thing, one.subjects
  from jsonb_to_recordset(batch) as one (at timestamptz, person uuid, role text, school uuid, kind text, thing uuid, subjects uuid[]);
  get diagnostics noted = row_count;
  return noted;
end
$$;
revoke all on function looks.note from public;

grant usage on schema looks to peremena_looker;
grant select on looks.looks to peremena_looker;
grant execute on function looks.note to peremena_looker;
reset role;
