import { decode, type AnyEvent, type Recorded } from '@peremena/events';
import { SealBroken, type EventStore, type StoredEvent } from '@peremena/events/store';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { skippingUnknown, swallowing } from '../../test/faults.ts';
import { openTestLog, type TestLog } from '../../test/log.ts';
import { openTestReadModels } from '../../test/read-models.ts';
import { id, lessonStream, make, smallSchool } from '../../test/school.ts';
import { people } from '../people/project.ts';
import { lessons } from '../lessons/project.ts';
import type { Sql } from './connection.ts';
import { ParkingFailed } from './lane.ts';
import { UnknownEvent } from './meet.ts';
import type { Projection } from './projection.ts';
import { run } from './run.ts';
import { parkedEvents, status } from './status.ts';
import { createWaiting } from './wait.ts';

const [sick, well] = ['sick lesson', 'well lesson'].map(id) as [string, string];
let log: TestLog;
let sql: Sql;

beforeEach(async () => {
  log = openTestLog();
  ({ sql } = await openTestReadModels());
});
afterEach(() => sql.end());

/** Runs projections up to the end of the log, and stops. */
async function catchUp(models: readonly Projection[], reading = log.reading): Promise<void> {
  const stop = new AbortController();
  const head = await log.store.head();
  const working = run({
    sql,
    ...log,
    reading,
    models,
    signal: stop.signal,
    pageSize: 3,
    progress: (position) => position >= head && stop.abort(),
  });
  await working;
  await expect(
    createWaiting(sql, models).waitFor(
      models.map((model) => model.name),
      head,
      0,
    ),
  ).resolves.toBe(true);
}

const topics = () => sql`select lesson_id as lesson, topic from lessons_v2 order by topic`;
const parked = async () => (await parkedEvents(sql)).map(({ stream, position, type }) => ({ stream, position, type }));

type Handler = NonNullable<Projection['handlers']['LessonTopicSet']>;
const withTopics = (handler: Handler): Projection => ({
  ...lessons,
  handlers: { ...lessons.handlers, LessonTopicSet: handler },
});
const fallsOverTopics = withTopics(({ data }) => {
  if (data.topic === 'poison') throw new TypeError('a handler with a mistake');
  return [{ op: 'patch', key: { lesson_id: data.lessonId }, set: { topic: data.topic } }];
});

const story = [
  make.lesson(sick, '2026-09-02'),
  make.lesson(well, '2026-09-03'),
  make.topic(sick, 'poison'),
  make.topic(well, 'first'),
  make.topic(sick, 'after it'),
  make.topic(well, 'second'),
];

/** A handler's mistake sets aside the events of its stream, in order, until a fix; other streams go on. */
async function checkParking(model: Projection): Promise<void> {
  await log.append(story);
  await catchUp([model]);
  expect(await topics()).toEqual([
    { lesson: well, topic: 'second' },
    { lesson: sick, topic: null },
  ]);
  const list = [3n, 5n].map((position) => ({ stream: lessonStream(sick), position, type: 'LessonTopicSet' }));
  expect(await parked()).toEqual(list);

  await log.append([make.homework(sick, '№ 1'), make.homework(well, '№ 2')]);
  await catchUp([model]);
  expect(await parked()).toEqual([...list, { stream: lessonStream(sick), position: 7n, type: 'HomeworkSet' }]);
  expect(await status(sql, [model])).toMatchObject([
    { readModel: 'lessons', position: 8n, parkedStreams: 1, parkedEvents: 3 },
  ]);

  await catchUp([lessons]);
  expect(await parked()).toEqual([]);
  expect(await sql`select topic, homework from lessons_v2 order by topic`).toEqual([
    { topic: 'after it', homework: '№ 1' },
    { topic: 'second', homework: '№ 2' },
  ]);
}

test('T14: a poison event parks its stream, is listed, survives a restart and resumes in order after the fix', () =>
  checkParking(fallsOverTopics));

test('planted fault: a projection that swallows its mistakes is found out', async () => {
  await expect(checkParking(swallowing(fallsOverTopics))).rejects.toThrow();
});

test('an event that Postgres refuses is found among the others of its page and parked alone', async () => {
  const refused = withTopics(({ data }) => [
    {
      op: 'patch',
      key: { lesson_id: data.lessonId },
      set: { topic: data.topic, date: data.topic === 'poison' ? '2026-02-30' : '2026-09-09' },
    },
  ]);
  await checkParking(refused);
});

test('an event that cannot be read, and one whose seal is broken, are parked by the read models that want them', async () => {
  await log.append([...smallSchool, ...story]);
  const breaks = (event: { type: string; position: bigint }) =>
    event.type === 'PersonRegistered' && event.position === 8n;
  const reading = {
    decode(event: StoredEvent): Recorded<AnyEvent> {
      return decode(event.type === 'LessonTopicSet' ? { ...event, data: { ...event.data, topic: 7 } } : event);
    },
    open(events: readonly StoredEvent[]) {
      return events.some(breaks) ? Promise.reject(new SealBroken('changed bytes')) : log.reading.open(events);
    },
  };
  await catchUp([lessons, people], reading);
  expect((await parkedEvents(sql)).map(({ readModel, reason }) => [readModel, reason])).toEqual([
    ['people_v1', 'SealBroken'],
    ...Array.from({ length: 4 }, () => ['lessons_v2', 'EventUnreadable']),
  ]);
  await catchUp([lessons, people]);
  expect(await parked()).toEqual([]);
});

test('a parking that fails stops the projector', async () => {
  await log.append(story);
  await sql`alter table parked_events add constraint full_up check (false)`;
  await expect(catchUp([fallsOverTopics])).rejects.toThrow(ParkingFailed);
});

/** One event of the log comes with another type or version: the projector must stop at it. */
async function checkUnknown(through: (store: EventStore) => EventStore = (store) => store): Promise<void> {
  await log.append(story);
  const [first, second] = await log.store.readAll({ limit: 2 });
  if (!first || !second) throw new Error('the log is too short');
  const stops = (change: Partial<StoredEvent>) => {
    const later: EventStore = {
      ...log.store,
      async *subscribe() {
        yield [{ ...first, ...change }];
        yield [second];
      },
    };
    const stop = new AbortController();
    const ended = run({
      sql,
      store: through(later),
      reading: log.reading,
      models: [people],
      signal: stop.signal,
      progress: (position) => position >= second.position && stop.abort(),
    });
    return expect(ended).rejects.toThrow(UnknownEvent);
  };
  await stops({ type: 'LessonDreamt' });
  await stops({ metadata: { ...first.metadata, schemaVersion: 99 } });
}

test('T15: an event of a type or version this release does not know stops the projector', () => checkUnknown());

test('planted fault: a reader that leaves out what it does not know is found out', async () => {
  await expect(checkUnknown(skippingUnknown)).rejects.toThrow();
});
