import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestLog } from '../test/log.ts';
import { openTestReadModels } from '../test/read-models.ts';
import { group, id, make, pupils, school, smallSchool, teacher } from '../test/school.ts';
import { all } from './all.ts';
import type { Sql } from './core/connection.ts';
import { run } from './core/run.ts';
import type { Given } from './core/specification.ts';
import { createWaiting } from './core/wait.ts';
import {
  broughtInOfPupil,
  broughtInResultsOfGroup,
  broughtInWorksOfGroup,
  diary,
  factsOf,
  groupList,
  journal,
  lessonPage,
  markHistory,
  placesWithWork,
  scope,
  today,
  type Scope,
} from './queries.ts';

const [first, second, third] = ['2026-09-02', '2026-09-07', '2026-09-09'].map((date) => ({
  id: id(`lesson ${date}`),
  date,
})) as [Day, Day, Day];
interface Day {
  readonly id: string;
  readonly date: string;
}
const [anna, boris] = pupils as [string, string];
let sql: Sql;
let asTeacher: Scope;
let asBoris: Scope;
const stop = new AbortController();
let running: Promise<void>;
let tell: (events: readonly Given[]) => Promise<void>;

beforeAll(async () => {
  const log = openTestLog();
  ({ sql } = await openTestReadModels());
  const position = await log.append([
    ...smallSchool,
    ...[first, second, third].map((lesson) => make.lesson(lesson.id, lesson.date)),
    make.topic(first.id, 'Степени'),
    make.homework(first.id, '№ 17'),
    make.homework(second.id, '№ 18', third.date),
    make.roll(first.id, [anna], [{ pupilId: boris, code: 'ill' }]),
    make.attendance(first.id, boris, 'ill', 'late'),
    make.work(second.id, 'test', 3),
    make.mark(first.id, boris, '5'),
    make.mark(second.id, boris, '4'),
    make.mark(second.id, anna, '2'),
    make.correction(second.id, anna, id('any'), '2', '3'),
  ]);
  const waiting = createWaiting(sql, all);
  running = run({ sql, ...log, models: all, signal: stop.signal, progress: waiting.noticed });
  await expect(waiting.waitFor([], position, 60_000)).resolves.toBe(true);
  tell = async (events) => {
    await expect(waiting.waitFor([], await log.append(events), 60_000)).resolves.toBe(true);
  };
  const on = () => '2026-09-09';
  asTeacher = await scope(
    sql,
    { personId: teacher, facts: await factsOf(sql, teacher) },
    { role: 'teacher', fact: null },
    on,
  );
  asBoris = await scope(sql, { personId: boris, facts: await factsOf(sql, boris) }, { role: 'pupil', fact: null }, on);
});

afterAll(async () => {
  stop.abort();
  await running;
  await sql.end();
});

test('a teacher sees the day, the groups and the next day with lessons', async () => {
  const answer = await today(sql, asTeacher, { schoolId: school, date: second.date });
  expect(answer.lessons).toMatchObject([
    {
      id: second.id,
      marks: 2,
      absent: 0,
      subject: { title: 'Алгебра' },
      group: { id: group, classTitle: '7Б' },
      work: { kind: 'test', weight: 3 },
    },
  ]);
  expect(answer.next).toMatchObject({ date: third.date, lessons: [{ id: third.id }] });
  expect(answer.groups).toMatchObject([{ id: group, pupils: 3 }]);
});

test('the journal has cells, weighted averages and the counts of marks', async () => {
  const grid = await journal(sql, asTeacher, { groupId: group, date: second.date });
  expect(grid?.lessons.map((lesson) => lesson.id)).toEqual([first.id, second.id, third.id]);
  expect(grid?.pupils.map((pupil) => [pupil.short, pupil.average, pupil.count])).toEqual([
    ['Ежова В.', null, 0],
    ['Ёлкина А.', '3.00', 1],
    ['Жуков Б.', '4.25', 2],
  ]);
  expect(grid?.pupils.find((pupil) => pupil.id === boris)?.cells[first.id]).toMatchObject({
    attendance: 'late',
    mark: { value: '5' },
  });
  expect(grid?.summary).toEqual({ average: '3.71', counts: { 1: 0, 2: 0, 3: 1, 4: 1, 5: 1 } });
  expect(grid?.term).toMatchObject({ title: '1 четверть' });
});

test('the page of a lesson has roll, marks, the homework before and the lesson after', async () => {
  const page = await lessonPage(sql, asTeacher, { lessonId: second.id });
  expect(page).toMatchObject({
    previousHomework: { text: '№ 17', from: first.date },
    nextLesson: { id: third.id },
    teacher: { short: 'Кравцова Е.' },
  });
  expect(page?.pupils.find((pupil) => pupil.id === anna)).toMatchObject({
    mark: { value: '3', changed: true },
    average: '3.00',
  });
});

test('a pupil sees the week with homework due, marks and subjects', async () => {
  const week = await diary(sql, asBoris, { pupilId: boris, date: second.date });
  expect(week?.week).toEqual({ from: '2026-09-07', to: '2026-09-13' });
  expect(week?.days.map((day) => day.lessons.length)).toEqual([1, 0, 1, 0, 0, 0, 0]);
  expect(week?.days[0]?.lessons[0]).toMatchObject({
    due: [{ text: '№ 17', fromDate: first.date }],
    marks: [{ value: '4', weight: 3, kind: 'test' }],
  });
  expect(week?.days[2]?.lessons[0]).toMatchObject({ due: [{ text: '№ 18', fromDate: second.date }] });
  expect(week?.subjects).toMatchObject([
    { average: '4.25', previousAverage: '5.00', spark: [5, 4], missed: 0, late: 1 },
  ]);
});

test('the history of a mark says who, what and why; another pupil is not shown it', async () => {
  const asked = { lessonId: second.id, pupilId: anna };
  await expect(markHistory(sql, asTeacher, asked)).resolves.toMatchObject([
    { kind: 'posted', before: null, after: '2', by: { short: 'Кравцова Е.' } },
    { kind: 'corrected', before: '2', after: '3', reason: 'typo' },
  ]);
  await expect(markHistory(sql, asBoris, asked)).resolves.toEqual([]);
});

test('a pupil has no groups, journals or diaries of others', async () => {
  await expect(groupList(sql, asBoris, { date: second.date })).resolves.toEqual([]);
  await expect(journal(sql, asBoris, { groupId: group, date: second.date })).resolves.toBeNull();
  await expect(lessonPage(sql, asBoris, { lessonId: second.id })).resolves.toBeNull();
  await expect(diary(sql, asBoris, { pupilId: anna, date: second.date })).resolves.toBeNull();
  await expect(diary(sql, asTeacher, { pupilId: anna, date: second.date })).resolves.toBeNull();
});

test('a group that everybody has left is over from the next day on, and its journal stays', async () => {
  const left = (pupilId: string): Given =>
    ({
      type: 'PupilLeftGroup',
      data: { schoolId: school, groupId: group, pupilId, from: '2026-09-01', lastDay: '2026-09-20' },
      stream: `group-${school}.${group}`,
    }) as unknown as Given;
  const over = async (date: string) => (await groupList(sql, asTeacher, { date })).map((one) => one.over);
  await tell(pupils.slice(1).map(left));
  expect(await over('2026-09-21')).toEqual([false]);
  await tell([left(anna)]);
  expect([await over('2026-09-20'), await over('2026-09-21')]).toEqual([[false], [true]]);
  expect((await today(sql, asTeacher, { schoolId: school, date: '2026-09-21' })).groups).toEqual([]);
  expect(await journal(sql, asTeacher, { groupId: group, date: '2026-09-21' })).not.toBeNull();
});

test('what came from another system: a pupil is shown their own, the teacher the group, a removed work nobody; averages stay', async () => {
  const asked = { pupilId: boris, date: '2026-09-09' };
  const averages = async () => (await diary(sql, asBoris, asked))?.subjects.map((one) => one.average);
  const before = await averages();
  await tell([
    make.workBroughtIn('quiz'),
    make.resultBroughtIn('quiz', anna, '95.5'),
    make.resultBroughtIn('quiz', boris, '40', { flags: ['late'] }),
    make.workBroughtIn('gone'),
    make.resultBroughtIn('gone', boris, '1'),
    make.ofBroughtInWork('BroughtInWorkRemoved', 'gone'),
  ]);
  await expect(broughtInOfPupil(sql, asBoris, { pupilId: boris })).resolves.toMatchObject([
    {
      work: { title: 'quiz', category: 'Контрольные', term: { title: '1 четверть' }, highest: '100', values: [] },
      subject: { title: 'Алгебра' },
      result: { status: 'graded', score: '40', flags: ['late'], changedAt: null },
    },
  ]);
  await expect(broughtInOfPupil(sql, asBoris, { pupilId: anna })).resolves.toEqual([]);
  await expect(broughtInWorksOfGroup(sql, asTeacher, { groupId: group })).resolves.toMatchObject([{ title: 'quiz' }]);
  const results = await broughtInResultsOfGroup(sql, asTeacher, { groupId: group });
  expect(results.map(({ short, results: own }) => [short, own.map(({ score }) => score)])).toEqual([
    ['Ёлкина А.', ['95.5']],
    ['Жуков Б.', ['40']],
  ]);
  expect(await averages()).toEqual(before);
  // A place that nothing but these results stands on is not to be cancelled; one that goes on from before is.
  const places = [{ pupilId: anna, groupId: group }];
  await expect(placesWithWork(sql, { places, from: '2026-09-01' })).resolves.toEqual(places);
  const empty = [{ pupilId: pupils[2]!, groupId: group }];
  await expect(placesWithWork(sql, { places: empty, from: '2026-09-01' })).resolves.toEqual([]);
  await expect(placesWithWork(sql, { places, from: '2026-10-01' })).resolves.toEqual([]);
});
