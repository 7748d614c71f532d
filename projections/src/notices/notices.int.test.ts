import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestLog, type TestLog } from '../../test/log.ts';
import { openTestReadModels } from '../../test/read-models.ts';
import { asked, choice, event, guards, on, onLesson } from '../../test/notice-events.ts';
import { group, id, klass, make, pupils, school, smallSchool, teacher } from '../../test/school.ts';
import { scope } from '../access-facts/scope.ts';
import { all } from '../all.ts';
import type { Sql } from '../core/connection.ts';
import { rebuild } from '../core/rebuild.ts';
import { run } from '../core/run.ts';
import type { Given } from '../core/specification.ts';
import { factsOf } from '../access-facts/query.ts';
import { notices } from './query.ts';

const [anna, boris] = pupils as [string, string];
const [mother, father, late, substitute] = ['mother', 'father', 'late', 'substitute'].map(id) as [
  string,
  string,
  string,
  string,
];
const [first, second, third] = ['first', 'second', 'third'].map(id) as [string, string, string];
let sql: Sql;
let log: TestLog;
let position = 0n;

async function tell(...events: readonly Given[]): Promise<void> {
  position = await log.append(events);
  const stop = new AbortController();
  await run({ sql, ...log, models: all, signal: stop.signal, progress: (at) => at >= position && stop.abort() });
}

async function told(personId: string, role: 'guardian' | 'pupil' | 'teacher', today = '2026-09-20', unseen = false) {
  const facts = await factsOf(sql, personId);
  const within = await scope(sql, { personId, facts }, { role, fact: null }, () => today);
  const asked = { personId, since: '2026-09-01T00:00:00Z', ...(unseen ? { unseen: true as const } : {}) };
  return notices(sql, within, asked);
}
const inShort = (lines: Awaited<ReturnType<typeof told>>) =>
  lines.map(({ pupilId, kind, lesson, steps }) =>
    [
      pupils.indexOf(pupilId ?? '') < 0 ? '-' : ['anna', 'boris'][pupils.indexOf(pupilId ?? '')],
      kind,
      lesson ? ['first', 'second', 'third'][[first, second, third].indexOf(lesson.id)] : '-',
      steps.map(({ after }) => after ?? '').join('>'),
    ].join(' '),
  );

beforeAll(async () => {
  log = openTestLog();
  ({ sql } = await openTestReadModels());
  await tell(
    ...smallSchool,
    guards(mother, anna, '2026-09-01', null),
    guards(mother, boris, '2026-09-01', null),
    guards(father, anna, '2026-09-01', '2026-09-10'),
    guards(late, anna, '2026-09-09', null),
    event(
      'PostTaken',
      { schoolId: school, personId: substitute, post: 'teacher', from: '2026-09-01', to: null, source: null },
      `staff-${school}.${substitute}`,
    ),
    make.lesson(first, '2026-09-07'),
    make.lesson(second, '2026-09-08'),
    make.lesson(third, '2026-09-14'),
    on('2026-09-07', make.roll(first, [boris], [{ pupilId: anna, code: 'ill' }])),
    on('2026-09-07', make.mark(first, boris, '4')),
    on('2026-09-08', make.homework(second, '№ 5')),
    on('2026-09-10', make.mark(second, anna, '5')),
    on('2026-09-10', make.correction(second, anna, id('e'), '5', '4')),
    // Boris leaves the school; what is written after that day is not his family's to be told of.
    event(
      'PupilLeftGroup',
      { schoolId: school, groupId: group, pupilId: boris, from: '2026-09-01', lastDay: '2026-09-11' },
      `group-${school}.${group}`,
    ),
    event(
      'PupilUnenrolled',
      { schoolId: school, classId: klass, pupilId: boris, from: '2026-09-01', lastDay: '2026-09-11' },
      `class-${school}.${klass}`,
    ),
    on('2026-09-12', make.correction(first, boris, id('e2'), '4', '3')),
    on('2026-09-12', make.homework(second, '№ 6')),
    on(
      '2026-09-12',
      onLesson('SubstituteAssigned', third, {
        substituteId: substitute,
        until: '2026-09-21',
        reason: 'teacher_absent',
        date: '2026-09-14',
      }),
    ),
    on('2026-09-12', onLesson('LessonCancelled', third, { reason: 'other', date: '2026-09-14' })),
    on('2026-09-12', asked('photo')),
    on('2026-09-12', asked('messages')),
  );
});
afterAll(() => sql.end());

const mothers = [
  'anna consent - photo',
  'anna consent - messages',
  'anna lesson third >',
  'anna homework second ',
  'anna mark second 5>4',
  'anna homework second ',
  'boris homework second ',
  'boris mark first 4',
  'anna attendance first ill',
];

test('a guardian of two children is told of each by name, corrections of a day in one line', async () => {
  expect(inShort(await told(mother, 'guardian')).toSorted()).toEqual(mothers.toSorted());
});

test('divorced parents: the one whose right ended sees nothing; the one who came later nothing of before', async () => {
  expect(await told(father, 'guardian')).toEqual([]);
  expect(inShort(await told(father, 'guardian', '2026-09-10'))).toContain('anna attendance first ill');
  expect(inShort(await told(late, 'guardian'))).toEqual([
    'anna consent - messages',
    'anna consent - photo',
    'anna lesson third >',
    'anna homework second ',
    'anna mark second 5>4',
  ]);
});

test('after a pupil has left, neither side is told any more', async () => {
  expect(inShort(await told(boris, 'pupil'))).toEqual(['boris homework second ', 'boris mark first 4']);
  expect(inShort(await told(mother, 'guardian')).filter((line) => line.startsWith('boris'))).toHaveLength(2);
});

test('a teacher is told of the own lesson, who stands in of theirs; dismissed, of nothing', async () => {
  expect(inShort(await told(teacher, 'teacher'))).toEqual(['- duty third >']);
  const mine = await told(substitute, 'teacher');
  expect(mine.map(({ why, steps }) => [why, steps.map(({ what }) => what)])).toEqual([
    ['substitute', ['substitute_assigned']],
  ]);
  expect(await told(substitute, 'guardian')).toEqual([]);
  expect(await told(substitute, 'teacher', '2026-08-01')).toEqual([]);
});

test('who did it is not told of it', async () => {
  await tell(
    event('TeacherAssigned', { schoolId: school, groupId: group, subjectId: id('algebra'), teacherId: mother, from: '2026-09-01', to: null, source: null }, `group-${school}.${group}`), // prettier-ignore
    {
      ...on('2026-09-13', make.mark(first, anna, '2')),
      metadata: { at: '2026-09-13T09:00:00.000Z', actorId: mother },
    } as Given,
  );
  expect(inShort(await told(mother, 'guardian'))).not.toContain('anna mark first 2');
  expect(inShort(await told(anna, 'pupil'))).toContain('anna mark first 2');
});

test('seen up to an event, and a kind muted for one child', async () => {
  const lines = await told(mother, 'guardian');
  const mark = lines.find(({ kind, pupilId }) => kind === 'mark' && pupilId === anna);
  await tell(choice('NoticesSeen', { role: 'guardian', pupilId: null, upTo: mark?.id }, mother));
  expect(inShort(await told(mother, 'guardian', '2026-09-20', true))).toEqual([
    'anna consent - messages',
    'anna consent - photo',
    'anna lesson third >',
    'anna homework second ',
  ]);
  expect((await told(mother, 'guardian')).filter(({ fresh }) => fresh)).toHaveLength(4);
  await tell(choice('NoticesMuted', { kind: 'homework', pupilId: anna }, mother));
  const kinds = inShort(await told(mother, 'guardian'));
  expect(kinds.filter((line) => line.includes('homework'))).toEqual(['boris homework second ']);
  await tell(choice('NoticesUnmuted', { kind: 'homework', pupilId: anna }, mother));
  expect(inShort(await told(mother, 'guardian')).toSorted()).toEqual(mothers.toSorted());
});

test('seen of one child says nothing of another', async () => {
  const fresh = async () => (await told(late, 'guardian')).filter((line) => line.fresh).length;
  expect(await fresh()).toBeGreaterThan(0);
  const upTo = (await told(late, 'guardian'))[0]?.id;
  await tell(choice('NoticesSeen', { role: 'guardian', pupilId: boris, upTo }, late));
  expect(await fresh()).toBeGreaterThan(0);
  await tell(choice('NoticesSeen', { role: 'guardian', pupilId: anna, upTo }, late));
  expect(await fresh()).toBe(0);
});

const special = (type: string, more: object) =>
  event(type, { schoolId: school, daysId: id('council'), ...more }, `school-${school}`);
const days = (kind: string, date: string, bells: readonly object[] = []) => ({
  kind,
  title: 'Педсовет',
  from: date,
  to: date,
  bells,
  runsAs: null,
});
const [usual, second_shift, short] = [school, id('second shift'), id('short')];

test('special days are told to whom they concern: on a short day by the schedule that is another, else to all', async () => {
  const ofDays = async (person: string, role: 'guardian' | 'pupil' | 'teacher') =>
    (await told(person, role)).filter(({ days: of }) => of !== null);
  const steps = (lines: Awaited<ReturnType<typeof told>>) =>
    lines.map(({ kind, days: of, steps: all }) => [kind, of?.from, all.map(({ what }) => what).join('>')]);
  await tell(
    on('2026-09-15', special('SpecialDaysDeclared', days('short_day', '2026-09-18', [{ usual: second_shift, instead: short }]))), // prettier-ignore
  );
  expect(await ofDays(mother, 'guardian')).toEqual([]);
  expect(await ofDays(teacher, 'teacher')).toEqual([]);
  await tell(
    on('2026-09-15', special('SpecialDaysChanged', days('short_day', '2026-09-18', [{ usual, instead: short }]))),
    on('2026-09-15', special('SpecialDaysChanged', { ...days('short_day', '2026-09-18', [{ usual, instead: short }]), title: 'Совет' })), // prettier-ignore
  );
  expect(steps(await ofDays(mother, 'guardian'))).toEqual([['timetable', '2026-09-18', 'days_changed']]);
  expect(steps(await ofDays(teacher, 'teacher'))).toEqual([['duty', '2026-09-18', 'days_changed']]);
  expect((await ofDays(mother, 'guardian'))[0]).toMatchObject({ pupilId: anna, days: { title: 'Совет' } });
  expect(await ofDays(boris, 'pupil')).toEqual([]);
  await tell(on('2026-09-16', special('SpecialDaysChanged', days('day_off', '2026-09-19'))));
  expect(steps(await ofDays(substitute, 'teacher'))).toEqual([['duty', '2026-09-19', 'days_changed']]);
  await tell(on('2026-09-17', special('SpecialDaysWithdrawn', {})));
  expect(steps(await ofDays(anna, 'pupil'))).toEqual([
    ['timetable', '2026-09-19', 'days_withdrawn'],
    ['timetable', '2026-09-19', 'days_changed'],
    ['timetable', '2026-09-18', 'days_changed'],
  ]);
  await tell(on('2026-09-17', special('SpecialDaysDeclared', days('day_off', '2026-09-10'))));
  expect(await ofDays(anna, 'pupil')).toHaveLength(3);
});

test('a published version is told to those for whom it is another, with how much of it', async () => {
  const [before, after] = [id('version before'), id('version after')];
  const lesson = (name: string, weekday: number, teacherId = teacher) => ({
    gridLessonId: id(name),
    groupId: group,
    weekday,
    slot: 1,
    weeks: 'every',
    teacherId,
    room: '12',
  });
  const version = (versionId: string, type: string, data: object) =>
    on('2026-09-15', event(type, { schoolId: school, versionId, ...data }, `timetable-${school}.${versionId}`));
  const published = (versionId: string, lessons: readonly object[], replaces: string | null) => [
    version(versionId, 'TimetableDrafted', { title: 'Осень', copyOf: null }),
    version(versionId, 'GridLessonsPlaced', { lessons }),
    version(versionId, 'TimetablePublished', { from: '2026-09-21', replaces }),
  ];
  const versions = async (person: string, role: 'guardian' | 'pupil' | 'teacher') =>
    (await told(person, role)).flatMap(({ version: of, kind }) => (of ? [{ kind, ...of }] : []));
  await tell(...published(before, [lesson('a', 0), lesson('b', 1)], null));
  const first = { id: before, from: '2026-09-21', changes: 2, first: true };
  expect(await versions(mother, 'guardian')).toEqual([{ kind: 'timetable', ...first }]);
  expect(await versions(teacher, 'teacher')).toEqual([{ kind: 'duty', ...first }]);
  expect(await versions(substitute, 'teacher')).toEqual([]);
  await tell(...published(after, [lesson('c', 0), lesson('d', 3, substitute)], before));
  const second = { id: after, from: '2026-09-21', changes: 1, first: false };
  for (const [person, role, kind] of [
    [anna, 'pupil', 'timetable'],
    [teacher, 'teacher', 'duty'],
    [substitute, 'teacher', 'duty'],
  ] as const)
    // prettier-ignore
    expect((await versions(person, role))[0]).toEqual({ kind, ...second });
  expect(await versions(boris, 'pupil')).toEqual([]);
});

test('exactly once: after a restart and a rebuild everybody is told the same, and what was seen stays seen', async () => {
  const everybody = async () =>
    Promise.all([
      told(mother, 'guardian'),
      told(late, 'guardian'),
      told(anna, 'pupil'),
      told(boris, 'pupil'),
      told(teacher, 'teacher'),
      told(substitute, 'teacher'),
    ]);
  const before = await everybody();
  for (const lines of before) {
    const events = lines.flatMap(({ pupilId, why, steps }) => steps.map((step) => `${step.event} ${pupilId} ${why}`));
    expect(new Set(events).size).toBe(events.length);
  }
  await rebuild({ sql, ...log, models: all, signal: new AbortController().signal });
  expect(await everybody()).toEqual(before);
  await tell(choice('NoticesMuted', { kind: 'duty', pupilId: null }, late));
  expect(await everybody()).toEqual(before);
});
