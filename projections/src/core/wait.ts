import { checkpoints } from './checkpoint.ts';
import type { Sql } from './connection.ts';
import { tableOf, type Projection } from './projection.ts';

/** Waits for read models: read-your-writes for a reader that knows the position of its own write. */
export interface Waiting {
  /** True once all of these read models (by name; none named: every one) show `position`; false when `ms` milliseconds were not enough. */
  readonly waitFor: (readModels: readonly string[], position: bigint, ms: number) => Promise<boolean>;
  /** The projector said that every read model has reached this position. */
  readonly noticed: (position: bigint) => void;
  /**
   * A link to the database broke. It may have crashed, and with it the last moments of the read models may be gone: until the projector says
   * anew how far they are, only the checkpoints are believed.
   */
  readonly doubt: () => void;
}

/** How long a waiter trusts the projector to tell before it looks at the checkpoints itself, in milliseconds. */
const lookEvery = 25;

/** Waits by what the projector tells and, where it is another process, by looking at the checkpoints. */
export function createWaiting(sql: Sql, models: readonly Projection[]): Waiting {
  const tables = new Map(models.map((model) => [model.name, tableOf(model)]));
  const waiters = new Set<() => void>();
  let known = 0n;

  const reached = async (names: readonly string[], position: bigint): Promise<boolean> => {
    if (known >= position) return true;
    const asked = (names.length > 0 ? names : [...tables.keys()]).map((name) => {
      const table = tables.get(name);
      if (table === undefined) throw new RangeError(`no read model ${name}`);
      return table;
    });
    const at = await checkpoints(sql, asked);
    return asked.every((table) => (at.get(table) ?? 0n) >= position);
  };

  const told = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        waiters.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      waiters.add(done);
    });

  const noticed = (position: bigint): void => {
    // May be lower than before: after a crash of the database the projector begins again where the checkpoints stand.
    known = position;
    for (const done of [...waiters]) done();
  };

  return {
    noticed,
    doubt: () => noticed(0n),
    async waitFor(names, position, ms) {
      const until = performance.now() + ms;
      while (!(await reached(names, position))) {
        const left = until - performance.now();
        if (left <= 0) return false;
        await told(Math.min(left, lookEvery));
      }
      return true;
    },
  };
}
