import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import type { Appended, AppendRequest, EventStore } from '../src/store/index.ts';
import { OutcomeUnknown } from '../src/store/index.ts';

/** Stand-ins with one fault each: the checks must find them out. */
type Append = Pick<EventStore, 'append'>;

const values = ({ stream, events, command }: AppendRequest, index: number) => {
  const { id, type, data, metadata } = events[index]!;
  const text = [JSON.stringify(data), JSON.stringify(metadata), JSON.stringify(command.answer)] as const;
  return { stream, id, type, data: text[0], metadata: text[1], answer: text[2], command };
};

/** Takes a lost race for success: `on conflict do nothing`. */
export function swallowsConflicts(url: string): Append & { end(): Promise<void> } {
  const sql = postgres(url, { max: 8, types: { bigint: postgres.BigInt } });
  return {
    async append(request) {
      const { stream, id, type, data, metadata, answer, command } = values(request, 0);
      const revision = typeof request.expected === 'bigint' ? request.expected + 1n : 0n;
      await sql`
        insert into log.events (position, stream, revision, id, type, data, metadata, command_id, command_hash, command_events, answer)
        select coalesce(max(position), 0) + 1, ${stream}, ${revision}, ${id}, ${type}, ${data}::text::json, ${metadata}::text::json,
          ${command.id}, ${command.hash}, 1, ${answer}::text::json
        from log.events on conflict do nothing`;
      return { outcome: 'appended', revision, position: 0n, answer: command.answer };
    },
    end: () => sql.end(),
  };
}

/** Knows no command again. */
export function forgetsCommands(store: EventStore): EventStore {
  const append = (request: AppendRequest): Promise<Appended> =>
    store.append({ ...request, command: { ...request.command, id: randomUUID() } });
  return { ...store, append };
}

/** Takes a broken link for a failed append and sends the events again as something new. */
export function sendsAgain(store: EventStore): EventStore {
  const append = async (request: AppendRequest): Promise<Appended> => {
    try {
      return await store.append(request);
    } catch (error) {
      if (!(error instanceof OutcomeUnknown)) throw error;
      return store.append({ ...request, command: { ...request.command, id: randomUUID() } });
    }
  };
  return { ...store, append };
}

/** Numbers events by a sequence, outside any lock: a later number may be committed first. */
export async function numbersBySequence(
  url: string,
): Promise<Pick<EventStore, 'append' | 'readAll'> & { end(): Promise<void> }> {
  const sql = postgres(url, { max: 16, types: { bigint: postgres.BigInt }, onnotice: () => undefined });
  await sql`create table if not exists public.sequenced (position bigserial primary key, id uuid not null)`;
  return {
    async append(request) {
      const id = request.events[0]!.id;
      await sql.unsafe(`insert into public.sequenced (id) values ('${id}'); select pg_sleep(random() * 0.01)`);
      return { outcome: 'appended', revision: 0n, position: 0n, answer: {} };
    },
    readAll: ({ after = 0n, limit }) =>
      sql`select position, id from public.sequenced where position > ${after} order by position limit ${limit}` as never,
    end: () => sql.end(),
  };
}

/** Writes the events of one append one by one. */
export function writesPiecemeal(url: string): Append & { end(): Promise<void> } {
  const sql = postgres(url, { max: 8, types: { bigint: postgres.BigInt }, backoff: () => 0.1 });
  return {
    async append(request) {
      for (const index of request.events.keys()) {
        const { stream, id, type, data, metadata } = values(request, index);
        try {
          await sql`
            with locked as (select position from log.head for update)
            insert into log.events (position, stream, revision, id, type, data, metadata)
            select (select coalesce(max(position), 0) from log.events) + 1 + 0 * locked.position, ${stream}, ${index}, ${id}, ${type},
              ${data}::text::json, ${metadata}::text::json
            from locked`;
        } catch (error) {
          throw new OutcomeUnknown('the link broke', { cause: error });
        }
      }
      return { outcome: 'appended', revision: BigInt(request.events.length - 1), position: 0n, answer: {} };
    },
    end: () => sql.end({ timeout: 1 }),
  };
}
