create schema log_copy;

-- Events as they are stored in the log, which is elsewhere: there the events of one school can only be read among all others.
create table log_copy.events (
  position bigint primary key,
  stream text not null,
  revision bigint not null,
  id uuid not null,
  type text not null,
  school_id uuid,
  data json not null,
  metadata json not null
);
create index on log_copy.events (school_id, position) where school_id is not null;

-- One row: how far the copy goes, and of which log it is: that of this first event.
create table log_copy.reached (
  only_row boolean primary key default true check (only_row),
  position bigint not null,
  first_id uuid,
  first_position bigint
);
insert into log_copy.reached (position) values (0);

-- Begins anew unless the copy is of the log whose first event is named and holds nothing that is doubted. Gives how far it goes.
create function log_copy.begin(p_first uuid, p_first_position bigint, p_doubted boolean) returns bigint language plpgsql as $$
declare
  kept log_copy.reached;
begin
  select * into kept from log_copy.reached for update;
  if kept.first_id is distinct from p_first or kept.first_position is distinct from p_first_position or p_doubted then
    truncate log_copy.events;
    update log_copy.reached set position = 0, first_id = p_first, first_position = p_first_position;
    return 0;
  end if;
  return kept.position;
end $$;

-- Takes in the events behind `p_from` up to `p_to`; false where the copy no longer stands at `p_from`.
create function log_copy.keep(p_from bigint, p_to bigint, p_events json) returns boolean language plpgsql as $$
begin
  update log_copy.reached set position = p_to where position = p_from;
  if not found then
    return false;
  end if;
  insert into log_copy.events (position, stream, revision, id, type, school_id, data, metadata)
    select position, stream, revision, id, type, (metadata ->> 'schoolId')::uuid, data, metadata
    from json_to_recordset(p_events) as e(position bigint, stream text, revision bigint, id uuid, type text, data json, metadata json);
  return true;
end $$;
