import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { SchoolId } from '../index.ts';
import { leafOf, type Sha256 } from '../proof/leaf.ts';
import type { EventStore, StoredEvent } from './event-store.ts';
import { readFailure } from './failures.ts';
import { migrate } from './migrate.ts';
import { openPool, type Sql } from './pool.ts';

const schema = fileURLToPath(new URL('./schema/copy', import.meta.url));
const timeLimitMs = 10_000;

/** A copy of the events of a log that is not in the database, kept there by the projector so that one school can be read without the others. */
export interface SchoolCopy {
  /** Up to which position the copy of the log with this first event goes; 0n where it is of another log, or not begun. */
  reached(first: StoredEvent): Promise<bigint>;
  readSchool: EventStore['readSchool'];
  /** Goes on, or begins anew where it is of another log or its end is not what the log says. Gives how far it goes. */
  begin(log: Pick<EventStore, 'readAll'>, first: StoredEvent): Promise<bigint>;
  /** Takes in a page behind `from`; false where somebody else has moved the copy. */
  keep(from: bigint, page: readonly StoredEvent[]): Promise<boolean>;
  close(): Promise<void>;
}

/** Brings the schema of the copy up to date. */
export function migrateSchoolCopy(url: string): Promise<void> {
  return migrate(url, schema, 'events copy');
}

/** Opens the copy in a database, when it is first asked. */
export function openSchoolCopy(url: string): SchoolCopy {
  const pool = openPool({ url, max: 2, timeLimitMs });
  const run = <T>(query: (sql: Sql) => PromiseLike<T>): Promise<T> =>
    pool.run(query).catch((error: unknown) => {
      throw readFailure(error);
    });
  const read = (where: (sql: Sql) => ReturnType<Sql>): Promise<readonly StoredEvent[]> =>
    run(
      (sql) =>
        sql<
          StoredEvent[]
        >`select position, stream, revision, id, type, data, metadata from log_copy.events ${where(sql)}`,
    );
  const reached = async ({ id, position }: StoredEvent): Promise<bigint> => {
    const rows = await run(
      (sql) =>
        sql<{ position: bigint }[]>`
        select position from log_copy.reached where first_id = ${id} and first_position = ${position}`,
    );
    return rows[0]?.position ?? 0n;
  };
  return {
    reached,
    readSchool: (school: SchoolId, { after, upTo, limit }) =>
      read(
        (sql) =>
          sql`where school_id = ${school} and position > ${after} and position <= ${upTo} order by position limit ${limit}`,
      ),
    async begin(log, first) {
      const at = await reached(first);
      const [[ours], [theirs]] = await Promise.all([
        read((sql) => sql`where position = ${at}`),
        at === 0n ? [] : log.readAll({ from: at, limit: 1 }),
      ]);
      const doubted = at > 0n && (!ours || !theirs || !same(ours, theirs));
      const rows = await run(
        (sql) =>
          sql<{ at: bigint }[]>`select log_copy.begin(${first.id}::uuid, ${first.position}::bigint, ${doubted}) as at`,
      );
      return rows[0]!.at;
    },
    async keep(from, page) {
      const rows = page.map(({ position, stream, revision, id, type, data, metadata }) => {
        return { position: String(position), stream, revision: String(revision), id, type, data, metadata };
      });
      const to = page.at(-1)?.position ?? from;
      const text = JSON.stringify(rows);
      const done = await run(
        (sql) =>
          sql<{ kept: boolean }[]>`select log_copy.keep(${from}::bigint, ${to}::bigint, ${text}::text::json) as kept`,
      );
      return done[0]!.kept;
    },
    close: () => pool.end(),
  };
}

const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest();

const same = (one: StoredEvent, other: StoredEvent): boolean =>
  Buffer.from(leafOf(sha256, one)).equals(leafOf(sha256, other));

const pageSize = 1_000;
const pauseMs = 1_000;

/** Keeps the copy up with the log until the signal aborts, through outages of both. */
export async function keepSchoolCopy(
  log: Pick<EventStore, 'readAll' | 'subscribe'>,
  copy: Pick<SchoolCopy, 'begin' | 'keep'>,
  signal: AbortSignal,
  troubled: (error: unknown) => void = () => undefined,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const [first] = await log.readAll({ limit: 1 });
      let at = first ? await copy.begin(log, first) : 0n;
      for await (const page of log.subscribe({ after: at, pageSize, signal })) {
        if (!first) await copy.begin(log, page[0]!);
        if (!(await copy.keep(at, page))) break;
        at = page.at(-1)!.position;
        if (!first) break;
      }
    } catch (error) {
      if (signal.aborted) return;
      troubled(error);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
