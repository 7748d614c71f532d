import { streams, type GroupId } from '@peremena/events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSmallSchool, small } from '../../test/small-school.ts';
import { openWorld, type World } from '../../test/world.ts';
import { uuidv5 } from '../core/uuid.ts';
import { groupDecider } from '../group/decider.ts';
import { lessonDecider } from '../lesson/decider.ts';
import { lessonIdOf } from '../lesson/lesson-id.ts';

const half = uuidv5(small.groupId, 'half') as GroupId;
const lessonId = lessonIdOf(half, '2026-11-19', 3);
let world: World;
beforeAll(async () => {
  world = await openWorld({ clock: () => small.now });
  const carry = await openSmallSchool(world.api.commands);
  const { schoolId, classId, subjectId, termId } = small;
  const period = { from: '2026-09-01', to: null, source: null };
  await carry(streams.group(schoolId, half), groupDecider, [
    { type: 'FormGroup', schoolId, groupId: half, subjectId, classId, title: '7Б, группа 1', source: null },
    { type: 'AssignTeacher', teacherId: small.other, ...period },
    { type: 'JoinGroup', pupilId: small.boris, ...period },
  ]);
  const hour = { date: '2026-11-19', slot: 3, from: '10:25', to: '11:10', room: '305' };
  const of = { schoolId, lessonId, groupId: half, subjectId, termId, teacherId: small.other };
  await carry(streams.lesson(schoolId, lessonId), lessonDecider, [{ type: 'PlanLesson', ...of, ...hour }]);
  await world.settled();
  await world.signIn(small.mother, small.other);
});
afterAll(() => world.close());

interface Week {
  readonly of: Readonly<Record<string, string | null>>;
  readonly choices: { readonly groups: readonly { readonly id: string; readonly title: string }[] };
  readonly lessons: readonly { readonly id: string }[];
}
async function week(as: string, query: string): Promise<Week> {
  const path = `/api/schools/${small.schoolId}/timetable?date=2026-11-20${query}`;
  return (await (await world.send('GET', path, { as })).json()) as Week;
}
const idsOf = async (as: string, query: string) => (await week(as, query)).lessons.map(({ id }) => id);

it('is of a class with its groups, of one group, a teacher, a room or a ward', async () => {
  const whole = [small.monday, small.wednesday, lessonId, small.friday];
  expect(await idsOf(small.mother, `&class=${small.classId}`)).toEqual(whole);
  expect(await idsOf(small.mother, `&group=${half}`)).toEqual([lessonId]);
  expect(await idsOf(small.mother, `&teacher=${small.other}`)).toEqual([lessonId]);
  expect(await idsOf(small.mother, '&room=305')).toEqual([lessonId]);
  expect(await idsOf(small.mother, `&pupil=${small.anna}`)).toEqual([small.monday, small.wednesday, small.friday]);
  expect(await idsOf(small.other, '')).toEqual([lessonId]);
});

it('offers the groups that are not a whole class', async () => {
  const { choices, of } = await week(small.mother, `&group=${half}`);
  expect(choices.groups).toEqual([{ id: half, title: '7Б, группа 1', subject: 'Алгебра' }]);
  expect(of).toEqual({ class: null, group: half, teacher: null, room: null, pupil: null });
});

it('of a group of another school is empty', async () => {
  expect(await idsOf(small.mother, `&group=${uuidv5(small.groupId, 'elsewhere')}`)).toEqual([]);
});
