set local role peremena_owner;

-- Appends a batch of commands, at most one to each stream. Every argument is a list joined by U+001F, which no JSON text contains. The
-- first five have one value per command; `expectations` holds revisions, or -1 no stream, -2 any, -3 an existing stream. The others have
-- one value per event: the number of its command (from 1), its place in the append (from 1), itself, and with the first event of a
-- command what a repeat is answered with. Gives lists again, one value per command: appended, repeated, reused or conflict; the revision
-- and position of its last event (of a conflict: where the stream is); the answer of a repeated one.
create function log.append(
  streams text, expectations text, commands text, hashes text, counts text,
  items text, places text, ids text, types text, schools text, bodies text, heads text,
  first_commands text, first_hashes text, first_counts text, first_answers text
) returns table (outcomes text, revisions text, positions text, answers text)
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
  with item as (
    select t.i, t.stream, t.expected, t.command, t.hash, t.count, last.revision as at,
      t.expected = -2 or coalesce(last.revision = t.expected, t.expected = -1) or (t.expected = -3 and last.revision is not null) as fits
    from unnest(
      string_to_array(streams, us), string_to_array(expectations, us)::bigint[], string_to_array(commands, us)::uuid[],
      string_to_array(hashes, us), string_to_array(counts, us)::int[]
    ) with ordinality as t (stream, expected, command, hash, count, i)
    left join lateral (
      select e.revision from log.events e where e.stream = t.stream collate "C" order by e.revision desc limit 1
    ) last on true
  ),
  judged as materialized (
    select item.i, item.stream, item.count, item.at,
      prior.revision + prior.command_events - 1 as prior_revision,
      prior.position + prior.command_events - 1 as prior_position,
      prior.answer as prior_answer,
      case
        when prior.position is null then case when item.fits then 'appended' else 'conflict' end
        when prior.command_hash = item.hash and prior.stream = item.stream then 'repeated'
        else 'reused'
      end as outcome
    from item
    left join lateral (
      select e.stream, e.revision, e.position, e.command_hash, e.command_events, e.answer
      from log.events e where e.command_id = item.command limit 1
    ) prior on true
  ),
  won as materialized (
    select j.i, j.stream, coalesce(j.at, -1) as at, was + sum(j.count) over (order by j.i) - j.count as base
    from judged j where j.outcome = 'appended'
  ),
  written as (
    insert into log.events
      (position, stream, revision, id, type, school_id, data, metadata, command_id, command_hash, command_events, answer)
    select won.base + e.place, won.stream, won.at + e.place, e.id, e.type, e.school, e.body::json, e.head::json,
      e.command, e.hash, e.count, e.answer::json
    from unnest(
      string_to_array(items, us)::bigint[], string_to_array(places, us)::int[], string_to_array(ids, us)::uuid[],
      string_to_array(types, us), string_to_array(schools, us, '')::uuid[], string_to_array(bodies, us), string_to_array(heads, us),
      string_to_array(first_commands, us, '')::uuid[], string_to_array(first_hashes, us, ''),
      string_to_array(first_counts, us, '')::int[], string_to_array(first_answers, us, '')
    ) as e (item, place, id, type, school, body, head, command, hash, count, answer)
    join won on won.i = e.item
  ),
  moved as (
    update log.head h set position = was + (select sum(j.count) from judged j where j.outcome = 'appended')
    where exists (select from won)
  )
  select string_agg(j.outcome, us order by j.i),
    string_agg(coalesce(case j.outcome when 'appended' then won.at + j.count when 'repeated' then j.prior_revision else j.at end, -1)::text,
      us order by j.i),
    string_agg(coalesce(case j.outcome when 'appended' then won.base + j.count else j.prior_position end, -1)::text, us order by j.i),
    string_agg(coalesce(case j.outcome when 'repeated' then j.prior_answer::text end, ''), us order by j.i)
  from judged j left join won on won.i = j.i;

  select h.position into strict now_at from log.head h;
  if now_at > was then
    perform pg_notify('peremena_log', now_at::text);
  end if;
end
$$;

revoke all on function log.append from public;
grant execute on function log.append to peremena_writer;
