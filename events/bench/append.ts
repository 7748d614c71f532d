import { randomUUID } from 'node:crypto';
import { openPostgresStore, type AppendRequest, type EventStore } from '../src/store/index.ts';
import type {
  CommandId,
  EventId,
  GroupId,
  LessonId,
  MarkId,
  PersonId,
  SchoolId,
  SubjectId,
  TermId,
} from '../src/index.ts';
import { streams } from '../src/index.ts';
import type { Bench } from './harness.ts';
import { startBenchPostgres } from './cluster.ts';

const writers = 1_000;
const perWriter = 40;

const uuid = <T extends string>(): T => randomUUID() as T;

/** Marks posted into one journal, one command each, every command expecting the revision the one before made. */
export function marks(count: number): AppendRequest[] {
  const [schoolId, groupId, lessonId] = [uuid<SchoolId>(), uuid<GroupId>(), uuid<LessonId>()];
  const stream = streams.journal(schoolId, groupId, uuid<SubjectId>(), uuid<TermId>());
  return Array.from({ length: count }, (_, index) => {
    const commandId = uuid<CommandId>();
    const metadata = {
      commandId,
      correlationId: commandId,
      causationId: commandId,
      actorId: uuid<PersonId>(),
      actingAs: { role: 'teacher' as const, fact: randomUUID() },
      schoolId,
      at: '2026-01-15T08:30:00.000Z',
      schemaVersion: 1,
    };
    const data = { schoolId, groupId, lessonId, markId: uuid<MarkId>(), pupilId: uuid<PersonId>(), value: '5' };
    return {
      stream,
      expected: index === 0 ? ('no_stream' as const) : BigInt(index - 1),
      events: [{ id: uuid<EventId>(), type: 'MarkPosted', data, metadata }],
      command: { id: commandId, hash: commandId, answer: { ids: [data.markId] } },
    };
  });
}

async function commandsPerSecond(store: EventStore, journals: number, each: number): Promise<number> {
  const work = Array.from({ length: journals }, () => marks(each));
  const start = performance.now();
  await Promise.all(
    work.map(async (journal) => {
      for (const request of journal) await store.append(request);
    }),
  );
  return (journals * each) / ((performance.now() - start) / 1000);
}

let stop = async (): Promise<void> => undefined;
let batched: EventStore;
let single: EventStore;

const appendCommands: Bench = {
  name: 'append',
  metric: 'commands of one event, stored and answered, against the same with one transaction per command',
  unit: 'commands/s',
  aim: { value: 20_000, ratio: 4 },
  async prepare() {
    const { url, stop: stopPostgres } = await startBenchPostgres();
    batched = await openPostgresStore({ url });
    single = await openPostgresStore({ url, limits: { batchAppends: 1, lanes: 16 } });
    stop = async () => {
      await Promise.all([batched.close(), single.close()]);
      await stopPostgres();
    };
  },
  run: () => commandsPerSecond(batched, writers, perWriter),
  baseline: () => commandsPerSecond(single, 200, 10),
  finish: () => stop(),
};

export const bench: readonly Bench[] = [appendCommands];
