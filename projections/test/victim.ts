import { decode } from '@peremena/events';
import { openPostgresStore } from '@peremena/events/store';
import { all } from '../src/all.ts';
import { openReadModels } from '../src/core/connection.ts';
import { carryOut, type Carry } from '../src/core/lane.ts';
import { run } from '../src/core/run.ts';
import type { Statement } from '../src/core/rows.ts';
import { tally } from './tally.ts';

/** A projector that is there to be killed: `victim.ts URL whole|split PAGE`. Tells its parent of every statement before it sends it. */
const [url, kind, page] = process.argv.slice(2) as [string, 'whole' | 'split', string];

// Nobody is left to kill it.
process.on('disconnect', () => process.exit(1));

export interface Told {
  readonly at: 'before' | 'between';
  readonly table: string;
}
const tell = (at: Told['at'], { parameters }: Statement): void => void process.send?.({ at, table: parameters[0] });
const told = (): Promise<void> => new Promise((resolve) => process.once('message', () => resolve()));

const whole: Carry = (sql, statement) => {
  tell('before', statement);
  return carryOut(sql, statement);
};

// Broken on purpose: the checkpoint follows in a statement of its own, and the parent may kill between the two.
let turn: Promise<unknown> = Promise.resolve();
const split: Carry = (sql, statement) => {
  const both = async (): Promise<boolean> => {
    tell('before', statement);
    const text = statement.text
      .replace(
        'update checkpoints set position = $2::bigint where',
        'select 1 from checkpoints where $2::bigint is not null and',
      )
      .replace(' returning 1)', ')');
    if (!(await carryOut(sql, { ...statement, text }))) return false;
    const go = told();
    tell('between', statement);
    await go;
    const [table, to] = statement.parameters;
    await sql`update checkpoints set position = ${to as bigint} where read_model = ${table as string}`;
    return true;
  };
  const mine = turn.then(both);
  turn = mine.catch(() => undefined);
  return mine;
};

const sql = openReadModels({ url });
const store = await openPostgresStore({ url, migrate: false, role: 'reader' });
await run({
  sql,
  store,
  reading: { decode, open: (events) => Promise.resolve(events) },
  models: [...all, tally],
  signal: new AbortController().signal,
  pageSize: Number(page),
  carry: kind === 'whole' ? whole : split,
});
