set local role peremena_owner;

-- `json` and not `jsonb`: the text of an event is kept exactly as it was written.
create table log.events (
  position bigint primary key,
  stream text collate "C" not null,
  revision bigint not null,
  id uuid not null,
  type text collate "C" not null,
  school_id uuid,
  data json not null,
  metadata json not null,
  -- On the first event of a command: what a repeat of it is answered with.
  command_id uuid,
  command_hash text,
  command_events int,
  answer json,
  constraint events_stream_revision unique (stream, revision),
  constraint events_command_whole check (num_nulls(command_id, command_hash, command_events, answer) in (0, 4))
);
create unique index events_command on log.events (command_id) where command_id is not null;
create index events_school on log.events (school_id, position) where school_id is not null;

-- One row: the last position given out. Whoever holds its lock appends, and nobody else.
create table log.head (
  only_row boolean primary key default true check (only_row),
  position bigint not null
);
insert into log.head (position) values (0);

create function log.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the log is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger events_append_only before update or delete on log.events
  for each row execute function log.refuse_change();
create trigger events_never_truncated before truncate on log.events
  for each statement execute function log.refuse_change();
create trigger head_never_removed before delete or truncate on log.head
  for each statement execute function log.refuse_change();

grant select on log.events, log.head to peremena_writer, peremena_reader;
