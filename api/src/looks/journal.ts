import { createHash } from 'node:crypto';
import type { Sql } from '@peremena/projections/queries';
import type { Logger } from 'pino';
import type { Look, Looks } from '../core/look.ts';
import { Problem } from '../core/problem.ts';
import { Recent } from '../core/recent.ts';

interface Waiting {
  readonly look: Look;
  readonly key: string;
  readonly noted: () => void;
  readonly failed: (error: Error) => void;
}

export interface JournalOptions {
  /** Looks that may wait to be written; one more is refused. Default 1,000. */
  readonly room?: number;
  /** Looks in one statement. Default 200. */
  readonly batch?: number;
  /** Milliseconds a look may wait until it is on disk. Default 4,000. */
  readonly withinMs?: number;
  readonly log?: Pick<Logger, 'error'>;
}

/** A page that asks again for the same within this time is the same look: live pages ask again with every change. */
const sameLookMs = 10 * 60_000;

const refused = (): Problem => new Problem('look_not_noted', { headers: { 'Retry-After': '5' } });

/** The access journal over its table. What comes in while a statement is under way is written together by the next. */
export function openJournal(
  sql: Sql,
  { room = 1_000, batch = 200, withinMs = 4_000, log }: JournalOptions = {},
): Looks {
  const seen = new Recent<number>(50_000);
  let waiting: Waiting[] = [];
  let writing = false;

  async function writeAll(): Promise<void> {
    if (writing) return;
    writing = true;
    while (waiting.length > 0) {
      const now = waiting.slice(0, batch);
      waiting = waiting.slice(batch);
      try {
        await within(
          sql`select looks.note(${sql.json(now.map(({ look }) => ({ ...look, subjects: [...look.subjects] })))})`,
          withinMs,
        );
        for (const { look, key, noted } of now) {
          seen.set(key, Date.parse(look.at));
          noted();
        }
      } catch (error) {
        log?.error({ err: error, looks: now.length }, 'looks could not be noted; their answers were kept back');
        for (const { failed } of now) failed(refused());
      }
    }
    writing = false;
  }

  return {
    async note(look) {
      const key = keyOf(look);
      const before = seen.get(key);
      const since = before === undefined ? Infinity : Date.parse(look.at) - before;
      if (since >= 0 && since < sameLookMs) return;
      if (waiting.length >= room) throw refused();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      waiting.push({ look, key, noted: resolve, failed: reject });
      void writeAll();
      await promise;
    },
  };
}

function keyOf({ at: _, ...look }: Look): string {
  return createHash('sha256').update(JSON.stringify(look)).digest('base64url');
}

// A link that broke without a word would keep the answer waiting for ever.
async function within(query: PromiseLike<unknown> & { cancel(): void }, ms: number): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new Error(`no answer within ${ms} ms`));
    query.cancel();
  }, ms);
  try {
    await Promise.race([query, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
