import { streams } from '@peremena/events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSmallSchool, small } from '../../test/small-school.ts';
import { openWorld, type World } from '../../test/world.ts';
import type { May } from '../access/resource.ts';
import type { MayWrite } from '../core/may-write.ts';

let world: World;
const { teacher, other: successor, tutor, head } = small;
beforeAll(async () => {
  world = await openWorld({ clock: () => small.now });
  await openSmallSchool(world.api.commands);
  const { schoolId, groupId, subjectId } = small;
  const from = { from: '2026-11-18', to: null, source: null };
  await world.happened(
    streams.group(schoolId, groupId),
    [{ type: 'TeacherAssigned', data: { schoolId, groupId, subjectId, teacherId: successor, ...from } }] as never,
    schoolId,
  );
  await world.settled();
  await world.signIn(teacher, successor, tutor, head);
});
afterAll(() => world.close());

const lessons = [small.monday, small.wednesday, small.friday] as const;
const all = { marks: true, attendance: true, plan: true };
const none = { marks: false, attendance: false, plan: false };

type Send = World['send'];
const read = async <T>(send: Send, as: string, path: string) => (await (await send('GET', path, { as })).json()) as T;
interface JournalSeen {
  readonly group: { readonly mayAddLesson: boolean };
  readonly lessons: readonly { readonly id: string; readonly mayWrite: MayWrite }[];
}
interface LessonSeen {
  readonly lesson: { readonly mayWrite: MayWrite };
}
const journalOf = (as: string, send = world.send) => read<JournalSeen>(send, as, `/api/journal/${small.groupId}`);

/** Promises of an answer that the writing routes do not keep; a command without effect asks each of them. */
async function broken(as: string, promised: ReadonlyMap<string, MayWrite>): Promise<string[]> {
  const found: string[] = [];
  for (const [lessonId, said] of promised) {
    const tries = {
      marks: ['POST', 'marks', { marks: [{ pupilId: small.anna, value: null, replaces: null }] }],
      attendance: ['PUT', `attendance/${small.anna}`, { code: null, saw: null }],
      plan: ['PUT', 'topic', { topic: null, saw: null }],
    } as const;
    for (const [what, [method, path, body]] of Object.entries(tries)) {
      const { status } = await world.send(method, `/api/lessons/${lessonId}/${path}`, { as, body });
      if ((status === 200) !== said[what as keyof MayWrite]) found.push(`${what} of ${lessonId}: ${status}`);
    }
  }
  return found;
}
const promises = (seen: JournalSeen) => new Map(seen.lessons.map(({ id, mayWrite }) => [id, mayWrite]));

it('the journal says of each lesson what the person may write, and the routes keep to it', async () => {
  for (const [who, expected, adds] of [
    [teacher, [all, all, all], true],
    [successor, [none, all, all], true],
    [tutor, lessons.map(() => ({ ...none, attendance: true })), false],
    [head, [none, none, none], false],
  ] as const) {
    const seen = await journalOf(who);
    expect(seen.lessons.map(({ mayWrite }) => mayWrite)).toEqual(expected);
    expect(seen.group.mayAddLesson).toBe(adds);
    expect(await broken(who, promises(seen))).toEqual([]);
  }
});

it('the lesson says the same', async () => {
  for (const who of [teacher, successor, tutor, head]) {
    const journal = promises(await journalOf(who));
    for (const id of lessons) {
      const { lesson } = await read<LessonSeen>(world.send, who, `/api/lessons/${id}`);
      expect(lesson.mayWrite).toEqual(journal.get(id));
    }
  }
});

it('lists of groups offer a lesson only to who may give it', async () => {
  interface Groups {
    readonly groups: readonly { readonly mayAddLesson: boolean }[];
  }
  for (const [who, adds] of [
    [teacher, true],
    [head, false],
  ] as const) {
    for (const path of ['/api/journal', '/api/today']) {
      const { groups } = await read<Groups>(world.send, who, path);
      expect(groups.map(({ mayAddLesson }) => mayAddLesson)).toEqual([adds]);
    }
  }
});

it('fault: an answer that forgets the date of the lesson promises too much', async () => {
  const forgetful: May = (actor, actingAs, action, resource, at) =>
    world.api.parts.may(actor, actingAs, action, { ...resource, date: at.today(small.schoolId) }, at);
  const seen = await journalOf(successor, world.with({ may: forgetful }));
  expect(await broken(successor, promises(seen))).not.toEqual([]);
});
