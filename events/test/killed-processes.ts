import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { newSchool, request } from '../src/store/contract/index.ts';
import type { AppendRequest, EventStore, StoredEvent } from '../src/store/index.ts';
import type { Answer, Place } from './appending-process.ts';
import { until } from './wait.ts';

const program = fileURLToPath(new URL('./appending-process.ts', import.meta.url));

export interface Killing {
  readonly writers: number;
  readonly appends: number;
  readonly kills: number;
}

/** What was found out: `again` counts the commands that were sent once more, since their first answer never came. */
export interface Survived {
  readonly appends: number;
  readonly kills: number;
  readonly again: number;
}

interface Told {
  readonly revision?: bigint | undefined;
  readonly position?: bigint | undefined;
}
type Acknowledged = Told & { readonly events: number };

const pageSize = 2_000;

/**
 * T01: writers tell a process what to append and send again what was not answered, while it is killed at random moments and another takes its
 * place. All that was acknowledged is in the log once, where the answer said, and nothing is there twice.
 */
export async function survivesKilledProcesses(
  place: Place,
  reader: Pick<EventStore, 'readAll' | 'head'>,
  { writers, appends, kills }: Killing,
): Promise<Survived> {
  const after = await reader.head();
  const acknowledged = new Map<string, Acknowledged>();
  const waiting = new Map<number, (answer: Told | null) => void>();
  let current: ChildProcess | null = null;
  let lastId = 0;
  let again = 0;

  const start = async (): Promise<void> => {
    const child = fork(program, [JSON.stringify(place)], { serialization: 'advanced' });
    child.on('message', (told: Answer) => {
      if ('ready' in told) current = child;
      else {
        waiting.get(told.id)?.(told.again === undefined ? told : null);
        waiting.delete(told.id);
      }
    });
    await until('the process is ready', () => current === child, 180_000);
  };
  const kill = async (): Promise<void> => {
    const child = current!;
    current = null;
    child.kill('SIGKILL');
    // What it had said before it died still comes.
    await once(child, 'close');
    for (const gone of waiting.values()) gone(null);
    waiting.clear();
  };
  const ask = (one: AppendRequest): Promise<Told | null> =>
    new Promise((resolve) => {
      const child = current;
      if (!child?.connected) return resolve(null);
      lastId += 1;
      waiting.set(lastId, resolve);
      child.send({ id: lastId, request: one }, () => undefined);
    });

  const write = async (share: number): Promise<void> => {
    let school = newSchool();
    for (let count = 0; count < share; count += 1) {
      if (count % 50 === 0) school = newSchool();
      const one = request({ school, events: 1 + (count % 2) });
      for (;;) {
        const told = await ask(one);
        if (told) {
          acknowledged.set(one.command.id, { ...told, events: one.events.length });
          break;
        }
        again += 1;
        await until('a process', () => current !== null, 120_000);
        await pause(5);
      }
    }
  };

  await start();
  const shares = Array.from({ length: writers }, (_, at) => Math.floor((appends + at) / writers));
  const writing = Promise.all(shares.map(write));
  for (let time = 1; time <= kills; time += 1) {
    const due = Math.floor((appends * time) / (kills + 1));
    await until('so much is written', () => acknowledged.size >= due, 600_000);
    await pause(Math.random() * 40);
    await kill();
    await start();
  }
  await writing;
  await kill();
  await standsOnce(reader, after, acknowledged);
  return { appends: acknowledged.size, kills, again };
}

/** Everything acknowledged is there once, and where it was said to be. */
async function standsOnce(
  reader: Pick<EventStore, 'readAll'>,
  begin: bigint,
  acknowledged: ReadonlyMap<string, Acknowledged>,
): Promise<void> {
  const found = new Map<string, { count: number; revision: bigint; position: bigint }>();
  for (let after: bigint | null = begin; after !== null;) {
    const page: readonly StoredEvent[] = await reader.readAll({ after, limit: pageSize });
    for (const { metadata, revision, position } of page) {
      const count = (found.get(metadata.commandId)?.count ?? 0) + 1;
      found.set(metadata.commandId, { count, revision, position });
    }
    after = page.length < pageSize ? null : page.at(-1)!.position;
  }
  for (const [id, { events, revision, position }] of acknowledged) {
    const stored = found.get(id);
    assert.ok(stored, 'acknowledged and not there');
    assert.equal(stored.count, events, 'stored more than once, or in part');
    if (revision !== undefined)
      assert.deepEqual([stored.revision, stored.position], [revision, position], 'not where the answer said');
  }
}
