set local role peremena_owner;

-- Appends a batch of commands and says for each: appended, repeated, reused or conflict. Every argument is a list joined by U+001F (no
-- JSON text contains it): the first six have one value per command, the others one per event, `items` naming the command (from 1).
-- `expected`: a revision, or -1 no stream, -2 any, -3 an existing stream. No stream may be named twice in one batch.
create function log.append(
  streams text, expectations text, commands text, hashes text, answers text, counts text,
  items text, ids text, types text, schools text, bodies text, heads text
) returns table (item int, outcome text, revision bigint, "position" bigint, answer json)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  us constant text := chr(31);
  was bigint;
  now_at bigint;
begin
  -- First of all the lock: every later statement then sees whatever was appended before.
  select h.position into strict was from log.head h for update;

  return query
  with item as materialized (
    select t.*, sum(t.count) over (order by t.i) - t.count as before
    from unnest(
      string_to_array(streams, us), string_to_array(expectations, us)::bigint[], string_to_array(commands, us)::uuid[],
      string_to_array(hashes, us), string_to_array(answers, us), string_to_array(counts, us)::int[]
    ) with ordinality as t (stream, expected, command, hash, answer, count, i)
  ),
  judged as materialized (
    select item.*, last.revision as at,
      prior.revision + prior.command_events - 1 as prior_revision,
      prior.position + prior.command_events - 1 as prior_position,
      prior.answer as prior_answer,
      case
        when prior.position is not null and prior.command_hash = item.hash and prior.stream = item.stream then 'repeated'
        when prior.position is not null then 'reused'
        when item.expected = -2 then 'appended'
        when item.expected = -1 and last.revision is null then 'appended'
        when item.expected = -3 and last.revision is not null then 'appended'
        when item.expected = last.revision then 'appended'
        else 'conflict'
      end as outcome
    from item
    left join lateral (
      select e.revision from log.events e where e.stream = item.stream collate "C" order by e.revision desc limit 1
    ) last on true
    left join lateral (
      select e.stream, e.revision, e.position, e.command_hash, e.command_events, e.answer
      from log.events e where e.command_id = item.command limit 1
    ) prior on true
  ),
  won as materialized (
    select j.i, j.stream, j.command, j.hash, j.answer, j.count, j.before, coalesce(j.at, -1) as at,
      was + sum(j.count) over (order by j.i) - j.count as base
    from judged j where j.outcome = 'appended'
  ),
  written as (
    insert into log.events
      (position, stream, revision, id, type, school_id, data, metadata, command_id, command_hash, command_events, answer)
    select won.base + e.n - won.before, won.stream, won.at + e.n - won.before, e.id, e.type, e.school, e.body::json, e.head::json,
      case when e.n = won.before + 1 then won.command end,
      case when e.n = won.before + 1 then won.hash end,
      case when e.n = won.before + 1 then won.count end,
      case when e.n = won.before + 1 then won.answer::json end
    from unnest(
      string_to_array(items, us)::int[], string_to_array(ids, us)::uuid[], string_to_array(types, us),
      string_to_array(schools, us, '')::uuid[], string_to_array(bodies, us), string_to_array(heads, us)
    ) with ordinality as e (item, id, type, school, body, head, n)
    join won on won.i = e.item
  ),
  moved as (
    update log.head h set position = was + (select sum(won.count) from won) where exists (select from won)
  )
  select j.i::int, j.outcome,
    case j.outcome when 'appended' then won.at + won.count when 'repeated' then j.prior_revision else j.at end::bigint,
    case j.outcome when 'appended' then won.base + won.count when 'repeated' then j.prior_position end::bigint,
    case j.outcome when 'repeated' then j.prior_answer end
  from judged j left join won on won.i = j.i;

  select h.position into strict now_at from log.head h;
  if now_at > was then
    perform pg_notify('peremena_log', now_at::text);
  end if;
end
$$;

revoke all on function log.append from public;
grant execute on function log.append to peremena_writer;
