import type { AnyEvent, Recorded } from '@peremena/events';
import { createBell, listen, type EventStore, type StoredEvent } from '@peremena/events/store';
import { checkpoints } from './checkpoint.ts';
import type { Sql } from './connection.ts';
import { hintOf, type Hint, type Progress } from './hint.ts';
import { tableOf, type Projection } from './projection.ts';

/** What the projector notifies on when it is a process of its own: the position alone, since whoever is told has the log to read. */
export const progressChannel = 'peremena_progress';

export interface FollowOptions {
  /** Database of the read models, for LISTEN. */
  readonly url: string;
  readonly sql: Sql;
  readonly store: Pick<EventStore, 'readAll'>;
  readonly models: readonly Projection[];
  readonly decode: (event: StoredEvent) => Recorded<AnyEvent>;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Told of the first failure of an outage; it tries again until it is over. */
  readonly troubled?: (error: unknown) => void;
}

/** Milliseconds between two looks of its own, and events read at once. */
const lookEvery = 500;
const pageSize = 1_000;

/**
 * Tells how far a projector in another process has come, until the signal aborts. Rung by NOTIFY, and looking by itself where none comes; who
 * is concerned is read off the log from where it was told last. Begins with where the read models stand, without hints.
 */
export async function followProgress(options: FollowOptions): Promise<void> {
  const { url, signal, progress, troubled } = options;
  const bell = createBell();
  const listening = listen({ url, channel: progressChannel, bell });
  let at: bigint | null = null;
  let away = false;
  while (!signal.aborted) {
    const seen = bell.rings;
    try {
      const to = await reached(options);
      // Lower than before: a crash of the database took rows away, or a release brought a new read model.
      if (at === null || to < at) {
        at = to;
        progress(at, []);
      }
      while (at < to) {
        const read: readonly StoredEvent[] = await options.store.readAll({ after: at, limit: pageSize });
        const page = read.filter(({ position }) => position <= to);
        at = page.at(-1)?.position ?? to;
        progress(at, hintsOf(options, page));
      }
      away = false;
    } catch (error) {
      if (!away) troubled?.(error);
      away = true;
    }
    await bell.wait(seen, lookEvery, signal);
  }
  await listening.end();
}

async function reached({ sql, models }: Pick<FollowOptions, 'sql' | 'models'>): Promise<bigint> {
  const at = await checkpoints(sql, models.map(tableOf));
  return models.map((model) => at.get(tableOf(model)) ?? 0n).reduce((least, one) => (one < least ? one : least));
}

function hintsOf(
  { models, decode }: Pick<FollowOptions, 'models' | 'decode'>,
  page: readonly StoredEvent[],
): readonly Hint[] {
  // What cannot be decoded was set aside by the projector: nothing of it is to be seen.
  const events = page.flatMap((stored) => {
    try {
      return decode(stored);
    } catch {
      return [];
    }
  });
  return models.flatMap((model) => {
    const hint = hintOf(
      model,
      events.filter(({ type }) => type in model.handlers),
    );
    return hint.topics.length > 0 ? hint : [];
  });
}

/** Notifies followers of positions, the newest only while a notification is under way. What fails is made good by their own look. */
export function progressNotifier(sql: Sql): (position: bigint) => void {
  let next: bigint | null = null;
  let sending = false;
  const send = async (): Promise<void> => {
    sending = true;
    for (let position = next; position !== null; position = next) {
      next = null;
      await sql`select pg_notify(${progressChannel}, ${String(position)})`.catch(() => undefined);
    }
    sending = false;
  };
  return (position) => {
    next = position;
    if (!sending) void send();
  };
}
