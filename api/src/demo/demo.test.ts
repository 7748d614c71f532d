import type { AnyEvent, Recorded } from '@peremena/events';
import {
  openEvents,
  openMemoryStore,
  openMemoryVault,
  sealEvents,
  type EventStore,
  type StoredEvent,
} from '@peremena/events/store';
import { describe, expect, it } from 'vitest';
import { commandHandler, type CommandHandler } from '../core/handle-command.ts';
import type { Look, Looks } from '../core/look.ts';
import { makeDemo } from './demo.ts';
import { signedInPupil } from './people.ts';
import { ids } from './ids.ts';

const sunday = new Date('2026-11-22T09:00:00Z');

function clean() {
  const store = openMemoryStore();
  const vault = openMemoryVault();
  const commands = commandHandler({
    store,
    sealing: {
      seal: async (stream, events) => (await sealEvents(vault, stream, events)).map(({ data }) => data),
      open: async (stored) => (await openEvents(vault, stored)) as unknown as Recorded<AnyEvent>[],
    },
  });
  return { store, vault, commands };
}

async function everything(store: EventStore): Promise<StoredEvent[]> {
  const all: StoredEvent[] = [];
  for (;;) {
    const page = await store.readAll({ after: all.at(-1)?.position ?? 0n, limit: 1_000 });
    all.push(...page);
    if (page.length < 1_000) return all;
  }
}

/** Ids of events by stream, in order: what must not depend on how streams interleave. */
const byStream = (events: readonly StoredEvent[]) =>
  Object.fromEntries(
    [...Map.groupBy(events, ({ stream }) => stream)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([stream, list]) => [stream, list.map(({ id }) => id)]),
  );
const of = <T extends AnyEvent['type']>(events: readonly StoredEvent[], type: T) =>
  events.filter((event) => event.type === type) as unknown as Recorded<Extract<AnyEvent, { type: T }>>[];

describe('the small demo school', async () => {
  const { store, vault, commands } = clean();
  const noted: Look[] = [];
  const looks: Looks = {
    note(look) {
      noted.push(look);
      return Promise.resolve();
    },
  };
  const { made, signIns } = await makeDemo({ store, vault, commands, looks, now: sunday });
  const events = await everything(store);

  it('has looks of the staff at the family with a sign-in, none of them ahead', () => {
    expect(noted.length).toBeGreaterThan(30);
    expect(noted.every(({ at, subjects }) => at <= sunday.toISOString() && subjects.length > 0)).toBe(true);
  });

  it('passes every rule and has four full classes', () => {
    expect(made).toBe(true);
    const sizes = [...Map.groupBy(of(events, 'PupilEnrolled'), ({ data }) => data.classId).values()].map(
      (list) => list.length,
    );
    expect(sizes).toHaveLength(4);
    for (const size of sizes) expect(size).toBeGreaterThanOrEqual(25);
  });

  it('stops at now: lessons after it are planned only', () => {
    const dates = new Map(of(events, 'LessonPlanned').map(({ data }) => [data.lessonId, data.date]));
    const given = of(events, 'AttendanceTaken').map(({ data }) => dates.get(data.lessonId)!);
    expect(given.toSorted().at(-1)).toBe('2026-11-21');
    expect([...dates.values()].toSorted().at(-1)).toBe('2026-12-19');
    expect(Math.max(...events.map(({ metadata }) => Date.parse(metadata.at)))).toBeLessThan(sunday.getTime());
  });

  it('gives the teacher who signs in lessons on every school day', () => {
    const teacher = signIns.find(({ who }) => who === 'teacher')!.personId;
    const days = new Set(
      of(events, 'LessonPlanned').flatMap(({ data }) =>
        data.teacherId === teacher ? [new Date(data.date).getUTCDay()] : [],
      ),
    );
    expect([...days].toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('has no teacher, class or room of a class in two places at once', () => {
    const lessons = of(events, 'LessonPlanned');
    expect(new Set(lessons.map(({ data }) => `${data.teacherId} ${data.date} ${data.slot}`)).size).toBe(lessons.length);
  });

  it('has its lessons by the published timetable', () => {
    const [published] = of(events, 'TimetablePublished');
    const days = new Set(of(events, 'LessonPlanned').map(({ data }) => data.date));
    const byGrid = of(events, 'GridLessonsPlaced')
      .flatMap(({ data }) => data.lessons)
      .flatMap(({ weekday, slot, groupId, teacherId, room }) =>
        [...days]
          .filter((date) => (new Date(date).getUTCDay() + 6) % 7 === weekday)
          .map((date) => [date, slot, groupId, teacherId, room].join(' ')),
      );
    const planned = of(events, 'LessonPlanned').map(({ data }) =>
      [data.date, data.slot, data.groupId, data.teacherId, data.room].join(' '),
    );
    expect(byGrid.toSorted()).toEqual(planned.toSorted());
    expect([...days].toSorted()[0]).toBe(published?.data.from);
  });

  it('gives the parent children in two classes', () => {
    const parent = signIns.find(({ who }) => who === 'parent')!.personId;
    const children = new Set(
      of(events, 'GuardianLinked').flatMap(({ data }) => (data.guardianId === parent ? [data.pupilId] : [])),
    );
    const classes = of(events, 'PupilEnrolled').flatMap(({ data }) =>
      children.has(data.pupilId) ? [data.classId] : [],
    );
    expect(new Set(classes)).toEqual(new Set([ids.class('7Б'), ids.class('3А')]));
  });

  it('has one mark put right, of the pupil who signs in, with its reason', () => {
    const [slip, ...others] = of(events, 'MarkCorrected');
    expect(others).toEqual([]);
    expect(slip?.data).toMatchObject({ pupilId: ids.person(signedInPupil), reason: 'typo' });
    const replaced = events.find(({ id }) => id === slip?.data.replaces);
    expect(replaced?.data).toMatchObject({ pupilId: ids.person(signedInPupil), value: slip?.data.before });
  });

  it('has a parent who looked lately: a handful of notices is new', () => {
    const parent = signIns.find(({ who }) => who === 'parent')!.personId;
    const [seen] = of(events, 'NoticesSeen').filter(({ data }) => data.personId === parent);
    const until = events.find(({ id }) => id === seen?.data.upTo)!.position;
    const after = events.filter(({ position }) => position > until) as unknown as Recorded<AnyEvent>[];
    const children = new Set(
      of(events, 'GuardianLinked').flatMap(({ data }) => (data.guardianId === parent ? [data.pupilId] : [])),
    );
    const inGroup = (groupId: string) =>
      of(events, 'PupilJoinedGroup').filter(({ data }) => data.groupId === groupId && children.has(data.pupilId))
        .length;
    const told = after.reduce((sum, { type, data }) => {
      if (type === 'HomeworkSet') return sum + inGroup(data.groupId);
      if (type === 'AttendanceTaken') return sum + data.exceptions.filter((one) => children.has(one.pupilId)).length;
      return type === 'MarkPosted' && children.has(data.pupilId) ? sum + 1 : sum;
    }, 0);
    expect(told).toBeGreaterThanOrEqual(4);
    expect(told).toBeLessThanOrEqual(8);
  });

  it('keeps names out of the log', () => {
    expect(JSON.stringify(events.map(({ data }) => data))).not.toMatch(/Кравцова|Варвара|Константинопольск/);
  });

  it('is left alone once whole, on another day too', async () => {
    const again = await makeDemo({ store, vault, commands, now: new Date('2026-12-01T09:00:00Z') });
    expect(again).toEqual({ made: false, signIns });
    expect(await store.head()).toBe(BigInt(events.length));
  });

  it('is finished when it was cut off, as of the moment it was begun for', async () => {
    const cut = clean();
    let left = 1_500;
    const dying: CommandHandler = (request) => {
      left -= 1;
      return left < 0 ? Promise.reject(new Error('killed')) : cut.commands(request);
    };
    await expect(makeDemo({ ...cut, commands: dying, now: sunday })).rejects.toThrow('killed');
    expect(await makeDemo({ ...cut, now: new Date('2026-11-24T06:00:00Z') })).toMatchObject({ made: true });
    expect(byStream(await everything(cut.store))).toEqual(byStream(events));
  });
});
