import type { EventStore, StoredEvent } from '@peremena/events/store';
import { codeOfRows } from './code-of-rows.ts';
import type { Sql } from './connection.ts';
import { Lane } from './lane.ts';
import { meetPage, type Reading } from './meet.ts';
import { tableOf, type Projection } from './projection.ts';

export interface RebuildOptions {
  readonly sql: Sql;
  readonly store: Pick<EventStore, 'readAll'>;
  readonly reading: Reading;
  readonly models: readonly Projection[];
  readonly signal: AbortSignal;
  /** Events a page at most; default 5,000. */
  readonly pageSize?: number;
  readonly progress?: (position: bigint) => void;
  /** By what code rows are made; default that of this program. */
  readonly code?: string;
}

const nextOf = (model: Projection): string => `${tableOf(model)}__next`;

/**
 * Builds read models anew from the whole log, beside the live ones, which go on being read and written; each is switched in one
 * statement once it is no older than the live one. Until then a new table is unlogged and has its key alone. A rebuild that was
 * interrupted leaves the live tables as they are; the next one goes on with what it left, unless other code made it or the server crashed.
 * Gives the number of events read.
 */
export async function rebuild(options: RebuildOptions): Promise<number> {
  const { sql, models, signal } = options;
  const code = options.code ?? (await codeOfRows());
  for (const model of models) await sql.unsafe(begin(model, code));
  let waiting = models.map((model) => new Lane(sql, model, { table: nextOf(model) }));
  for (const lane of waiting) await lane.load();
  let events = await catchUp(options, waiting);
  if (signal.aborted) return events;
  for (const { model } of waiting) await sql.unsafe(finish(model));
  while (waiting.length > 0 && !signal.aborted) {
    events += await catchUp(options, waiting);
    const left: Lane[] = [];
    for (const lane of waiting) {
      if (!(await switchOver(sql, lane.model))) left.push(lane);
    }
    waiting = left;
  }
  return events;
}

const begin = (model: Projection, code: string): string => {
  const [table, next] = [tableOf(model), nextOf(model)];
  return `do $begin$ begin
    -- Left by a rebuild of the same code, and not finished yet: a finished one is logged.
    if exists (select from rebuilds r join checkpoints c using (read_model) join pg_class t on t.oid = to_regclass('${next}')
      where r.read_model = '${next}' and r.code = '${code}' and t.relpersistence = 'u') then
      return;
    end if;
    drop table if exists ${next};
    create unlogged table ${next} (like ${table} including all excluding indexes);
    alter table ${next} add primary key (${model.key.join(', ')});
    delete from parked_events where read_model = '${next}';
    insert into checkpoints (read_model, position) values ('${next}', 0)
      on conflict (read_model) do update set position = 0;
    insert into rebuilds (read_model, code) values ('${next}', '${code}')
      on conflict (read_model) do update set code = excluded.code;
  end $begin$`;
};

const finish = (model: Projection): string => `do $finish$
  declare
    definition text;
  begin
    alter table ${nextOf(model)} set logged;
    for definition in select pg_get_indexdef(indexrelid) from pg_index where indrelid = '${tableOf(model)}'::regclass and not indisprimary loop
      execute regexp_replace(definition, '^CREATE (UNIQUE )?INDEX (\\S+) ON \\S+', 'CREATE \\1INDEX \\2__next ON ${nextOf(model)}');
    end loop;
    analyze ${nextOf(model)};
  end
$finish$`;

async function catchUp(
  { store, reading, signal, pageSize = 5_000, progress }: RebuildOptions,
  lanes: readonly Lane[],
): Promise<number> {
  let events = 0;
  let after = lanes.reduce((least, { position }) => (position < least ? position : least), (lanes[0] as Lane).position);
  let page = await store.readAll({ after, limit: pageSize });
  let writing: Promise<unknown> = Promise.resolve();
  while (page.length > 0 && !signal.aborted) {
    const met = await meetPage(reading, lanes, page);
    await writing;
    const to = (page.at(-1) as StoredEvent).position;
    writing = Promise.all([...met].map(([lane, list]) => lane.write(list, to)));
    // Met at the next `await writing`.
    writing.catch(() => undefined);
    events += page.length;
    after = to;
    page = await store.readAll({ after, limit: pageSize });
    progress?.(to);
  }
  await writing;
  return events;
}

/** True when the next table took the live one's place; false when the live one is ahead of it at this moment. */
async function switchOver(sql: Sql, model: Projection): Promise<boolean> {
  const [table, next] = [tableOf(model), nextOf(model)];
  // The table is locked before its checkpoint, as the projector's statement does: in the other order they could wait for each other.
  await sql.unsafe(`do $switch$
    declare
      reached bigint;
      index_name text;
    begin
      lock table ${table} in access exclusive mode;
      select n.position into reached from checkpoints n
        where n.read_model = '${next}' and n.position >= (select position from checkpoints where read_model = '${table}' for update);
      if reached is null then
        return;
      end if;
      drop table ${table};
      alter table ${next} rename to ${table};
      for index_name in select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
        where i.indrelid = '${table}'::regclass and c.relname like '%\\_\\_next' loop
        execute format('alter index %I rename to %I', index_name, left(index_name, -length('__next')));
      end loop;
      update checkpoints set position = reached where read_model = '${table}';
      delete from checkpoints where read_model = '${next}';
      delete from rebuilds where read_model = '${next}';
      delete from parked_events where read_model = '${table}';
      update parked_events set read_model = '${table}' where read_model = '${next}';
    end
  $switch$`);
  const left = await sql`select 1 from checkpoints where read_model = ${next}`;
  return left.length === 0;
}
