import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from '../../events/bench/harness.ts';
import type { Opened, SignedCell } from './school-process.ts';

const [pupils, readers, marksPerSecond, seconds] = [40, 8, 20, 8];

let school: ChildProcess;
let base: string;
let cells: readonly SignedCell[];
const events = new Map<string, { readonly event: string; readonly value: string }>();

/** Reads diaries one after the other until it is told to stop; notes how long each took. An answer that is not 200 ends the bench. */
async function read({ pupilId, date, guardian }: SignedCell, stop: AbortSignal, took: number[]): Promise<void> {
  while (!stop.aborted) {
    const started = performance.now();
    const answer = await fetch(`${base}/api/diary/${pupilId}?day=${date}`, { headers: { cookie: guardian ?? '' } });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`a diary could not be read: ${answer.status}`);
    took.push(performance.now() - started);
    await pause(20);
  }
}

async function mark({ lessonId, pupilId, teacher, event, value }: SignedCell): Promise<void> {
  const last = events.get(pupilId) ?? { event, value };
  const next = last.value === '5' ? '4' : '5';
  const answer = await fetch(`${base}/api/lessons/${lessonId}/marks`, {
    method: 'POST',
    headers: { cookie: teacher, origin: base, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ marks: [{ pupilId, value: next, replaces: last.event, reason: 'typo' }] }),
  });
  const written = (await answer.json()) as { ids?: readonly string[] };
  if (!written.ids?.[0]) throw new Error(`a mark was refused: ${answer.status}`);
  events.set(pupilId, { event: written.ids[0], value: next });
}

/** Marks at a steady rate, one pupil after the other. */
async function write(stop: AbortSignal): Promise<void> {
  for (let n = 0; !stop.aborted; n += 1) {
    await mark(cells[n % cells.length]!);
    await pause(1000 / marksPerSecond);
  }
}

/** p99 in ms of reading a diary while marks are given, and while `beside` goes on until it is told to stop. */
async function reading(beside: (stop: AbortSignal) => Promise<void>): Promise<number> {
  const stop = new AbortController();
  const took: number[] = [];
  const open = cells.filter(({ guardian }) => guardian !== null);
  const work = [...open.map((cell) => read(cell, stop.signal, took)), write(stop.signal), beside(stop.signal)];
  await Promise.race([pause(seconds * 1000), Promise.all(work)]);
  stop.abort();
  await Promise.all(work);
  took.sort((a, b) => a - b);
  return took[Math.ceil(took.length * 0.99) - 1]!;
}

/** Rebuilds every read model, again and again. */
async function rebuilding(stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const done = once(school, 'message') as Promise<[{ rebuilt: number }]>;
    school.send('rebuild');
    if ((await done)[0].rebuilt < 1_000) throw new Error('the rebuild read too little');
  }
}

const served: Bench = {
  name: 'rebuild-served',
  metric: `p99 of a diary while all read models are rebuilt beside, ${readers} readers, ${marksPerSecond} marks/s, no read failed, against no rebuild`,
  unit: 'ms',
  better: 'lower',
  async prepare() {
    school = fork(new URL('./school-process.ts', import.meta.url), [String(pupils), String(readers)]);
    const [opened] = (await once(school, 'message')) as [Opened];
    ({ base, cells } = opened);
  },
  run: () => reading(rebuilding),
  baseline: () => reading(() => Promise.resolve()),
  async finish() {
    const ended = once(school, 'exit');
    school.send('stop');
    await ended;
  },
};

export const bench: readonly Bench[] = [served];
