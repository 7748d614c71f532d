import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from '../../events/bench/harness.ts';
import { startSchool, type Cell, type RunningSchool } from './running-school.ts';

const diaries = 20;
const marksPerSecond = 100;
const seconds = 5;

interface OpenDiary {
  readonly cell: Cell;
  readonly teacher: string;
  readonly guardian: string;
  event: string | null;
  value: string;
  /** Marks written and not yet seen in the diary: value and the moment the writer had the answer. */
  readonly unseen: Map<string, number>;
}

interface Shown {
  readonly days: readonly { lessons: readonly { id: string; marks: readonly { event: string; value: string }[] }[] }[];
}

let school: RunningSchool;
let open: readonly OpenDiary[];

async function read(diary: OpenDiary): Promise<{ event: string; value: string } | null> {
  const { pupilId, date, lessonId } = diary.cell;
  const answer = await fetch(`${school.base}/api/diary/${pupilId}?day=${date}`, {
    headers: { cookie: diary.guardian },
  });
  const { days } = (await answer.json()) as Shown;
  return days.flatMap(({ lessons }) => lessons).find(({ id }) => id === lessonId)?.marks[0] ?? null;
}

async function write(diary: OpenDiary): Promise<void> {
  const value = diary.value === '5' ? '4' : '5';
  const mark = { pupilId: diary.cell.pupilId, value, replaces: diary.event, reason: 'typo' };
  const answer = await fetch(`${school.base}/api/lessons/${diary.cell.lessonId}/marks`, {
    method: 'POST',
    headers: {
      cookie: diary.teacher,
      origin: school.base,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({ marks: [mark] }),
  });
  const written = (await answer.json()) as { ids?: string[]; code?: string };
  const event = written.ids?.[0];
  if (!event) throw new Error(`mark refused: ${answer.status} ${written.code}`);
  Object.assign(diary, { event, value });
  if (!diary.unseen.has(event)) diary.unseen.set(event, performance.now());
}

/** Asks the diary again whenever `again` says so, and notes how long each mark took to show. */
async function look(diary: OpenDiary, again: AsyncIterable<unknown>, latencies: number[]): Promise<void> {
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

async function* hints(diary: OpenDiary, signal: AbortSignal): AsyncGenerator<void> {
  const answer = await fetch(`${school.base}/api/live?topics=pupil:${diary.cell.pupilId}`, {
    headers: { cookie: diary.guardian },
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
async function latency(again: (diary: OpenDiary, signal: AbortSignal) => AsyncIterable<unknown>): Promise<number> {
  const latencies: number[] = [];
  const stop = new AbortController();
  for (const diary of open) diary.unseen.clear();
  for (const diary of open)
    Object.assign(
      diary,
      { event: null },
      await read(diary).then((mark) => mark && { event: mark.event, value: mark.value }),
    );
  const looking = open.map((diary) => look(diary, again(diary, stop.signal), latencies));
  await pause(500);
  const started = performance.now();
  const writing: Promise<void>[] = open.map(() => Promise.resolve());
  for (let n = 0; n < marksPerSecond * seconds; n += 1) {
    const due = started + (n * 1000) / marksPerSecond;
    await pause(Math.max(0, due - performance.now()));
    const which = n % open.length;
    const diary = open[which] as OpenDiary;
    writing[which] = (writing[which] as Promise<void>).then(() => write(diary));
  }
  await Promise.all(writing);
  await pause(1_500);
  stop.abort();
  await Promise.all(looking);
  if (latencies.length < marksPerSecond) throw new Error(`only ${latencies.length} marks were seen`);
  latencies.sort((a, b) => a - b);
  return latencies[Math.ceil(latencies.length * 0.99) - 1] as number;
}

const markToDiary: Bench = {
  name: 'freshness',
  metric: `p99 from a mark saved to its row in an open diary, ${marksPerSecond} marks/s, ${diaries} diaries open, against asking every second`,
  unit: 'ms',
  better: 'lower',
  floor: { value: 100 },
  aim: { value: 20 },
  async prepare() {
    school = await startSchool();
    const cells = await school.cells(diaries);
    open = await Promise.all(
      cells.map(async (cell) => ({
        cell,
        teacher: await school.signIn(cell.teacherId),
        guardian: await school.signIn(cell.guardianId),
        event: null,
        value: '4',
        unseen: new Map<string, number>(),
      })),
    );
  },
  run: () => latency(hints),
  baseline: () => latency((_, signal) => every(1_000, signal)),
  finish: () => school.stop(),
};

export const bench: readonly Bench[] = [markToDiary];
