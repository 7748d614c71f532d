-- Roles belong to the whole cluster, so another database may have made them, even at this moment.
do $$
declare
  role_name text;
begin
  foreach role_name in array array['peremena_owner', 'peremena_writer', 'peremena_reader'] loop
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

create schema log authorization peremena_owner;
grant usage on schema log to peremena_writer, peremena_reader;
