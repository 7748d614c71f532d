import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from '../../events/bench/harness.ts';
import type { Cell } from './running-school.ts';
import type { Opened } from './school-process.ts';

/** Pupils who are given marks in turn, and how many of them have a parent looking. */
const pupils = 100;
const diaries = 20;
const seconds = 10;

interface MarkedPupil {
  readonly cell: Cell;
  readonly teacher: string;
  /** Cookie of the guardian who has the diary open; null where nobody looks. */
  readonly guardian: string | null;
  event: string | null;
  value: string;
  /** Marks written and not yet seen in the diary: value and the moment the writer had the answer. */
  readonly unseen: Map<string, number>;
}

interface Shown {
  readonly days: readonly { lessons: readonly { id: string; marks: readonly { event: string; value: string }[] }[] }[];
}

let school: ChildProcess;
let base: string;
let marked: readonly MarkedPupil[];

async function read(diary: MarkedPupil): Promise<{ event: string; value: string } | null> {
  const { pupilId, date, lessonId } = diary.cell;
  const answer = await fetch(`${base}/api/diary/${pupilId}?day=${date}`, {
    headers: { cookie: diary.guardian ?? '' },
  });
  const { days } = (await answer.json()) as Shown;
  return days.flatMap(({ lessons }) => lessons).find(({ id }) => id === lessonId)?.marks[0] ?? null;
}

async function write(pupil: MarkedPupil): Promise<void> {
  const value = pupil.value === '5' ? '4' : '5';
  const mark = { pupilId: pupil.cell.pupilId, value, replaces: pupil.event, reason: 'typo' };
  const answer = await fetch(`${base}/api/lessons/${pupil.cell.lessonId}/marks`, {
    method: 'POST',
    headers: {
      cookie: pupil.teacher,
      origin: base,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({ marks: [mark] }),
  });
  const written = (await answer.json()) as { ids?: string[]; code?: string };
  const event = written.ids?.[0];
  if (!event) throw new Error(`mark refused: ${answer.status} ${written.code}`);
  Object.assign(pupil, { event, value });
  if (!pupil.unseen.has(event)) pupil.unseen.set(event, performance.now());
}

/** Asks the diary again whenever `again` says so, and notes how long each mark took to show. */
async function look(diary: MarkedPupil, again: AsyncIterable<unknown>, latencies: number[]): Promise<void> {
  for await (const _ of again) {
    const event = (await read(diary))?.event;
    const at = performance.now();
    if (event === undefined) continue;
    // The diary may show a mark before its writer has the answer: it was then fresh at once.
    const written = diary.unseen.get(event) ?? (diary.unseen.set(event, at), at);
    if (written === 0) continue;
    latencies.push(Math.max(0, at - written));
    diary.unseen.set(event, 0);
  }
}

async function* hints(diary: MarkedPupil, signal: AbortSignal): AsyncGenerator<void> {
  const answer = await fetch(`${base}/api/live?topics=pupil:${diary.cell.pupilId}`, {
    headers: { cookie: diary.guardian ?? '' },
    signal,
  });
  if (!answer.body) throw new Error('no event stream');
  const text = answer.body.pipeThrough(new TextDecoderStream());
  try {
    for await (const part of text) if (part.includes('event: hint')) yield;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function* every(ms: number, signal: AbortSignal): AsyncGenerator<void> {
  await pause(Math.random() * ms);
  while (!signal.aborted) {
    yield;
    await pause(ms);
  }
}

/** p99 in ms from the writer's answer to the mark in the reader's diary, while marks come in at a steady rate. */
async function latency(
  marksPerSecond: number,
  again: (diary: MarkedPupil, signal: AbortSignal) => AsyncIterable<unknown>,
): Promise<number> {
  const latencies: number[] = [];
  const stop = new AbortController();
  for (const pupil of marked) pupil.unseen.clear();
  const open = marked.filter(({ guardian }) => guardian !== null);
  const looking = open.map((diary) => look(diary, again(diary, stop.signal), latencies));
  await pause(500);
  const started = performance.now();
  const writing: Promise<void>[] = marked.map(() => Promise.resolve());
  for (let n = 0; n < marksPerSecond * seconds; n += 1) {
    const due = started + (n * 1000) / marksPerSecond;
    await pause(Math.max(0, due - performance.now()));
    const which = n % marked.length;
    const pupil = marked[which] as MarkedPupil;
    writing[which] = (writing[which] as Promise<void>).then(() => write(pupil));
  }
  await Promise.all(writing);
  await pause(1_500);
  stop.abort();
  await Promise.all(looking);
  if (latencies.length < diaries * seconds * 0.5) throw new Error(`only ${latencies.length} marks were seen`);
  latencies.sort((a, b) => a - b);
  return latencies[Math.ceil(latencies.length * 0.99) - 1] as number;
}

const markToDiary = (name: string, marksPerSecond: number, floor: number, aim?: number): Bench => ({
  name,
  metric: `p99 from a mark saved to its row in an open diary, ${marksPerSecond} marks/s, ${diaries} diaries open, against asking every second`,
  unit: 'ms',
  better: 'lower',
  floor: { value: floor },
  ...(aim === undefined ? {} : { aim: { value: aim } }),
  async prepare() {
    school = fork(new URL('./school-process.ts', import.meta.url), [String(pupils), String(diaries)]);
    const [opened] = (await once(school, 'message')) as [Opened];
    base = opened.base;
    marked = opened.cells.map((cell) => ({
      cell,
      teacher: cell.teacher,
      guardian: cell.guardian,
      event: cell.event,
      value: cell.value,
      unseen: new Map<string, number>(),
    }));
  },
  run: () => latency(marksPerSecond, hints),
  baseline: () => latency(marksPerSecond, (_, signal) => every(1_000, signal)),
  async finish() {
    const ended = once(school, 'exit');
    school.send('stop');
    await ended;
  },
});

/** The second is what T18 promises: under 200 ms at 200 events a second. */
export const bench: readonly Bench[] = [markToDiary('freshness', 100, 100, 20), markToDiary('freshness-200', 200, 200)];
