import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SpecialDays } from '../school-calendar.ts';
import type { GridLesson } from '../timetable.ts';
import {
  lastDayOfYear,
  lessonsOfGrid,
  planLessons,
  type GridAsked,
  type LessonPlan,
  type StandingLesson,
} from './lessons-of-grid.ts';

const bells = [1, 2, 3, 4].map((slot) => ({
  slot,
  from: `0${slot + 7}:00`,
  to: `0${slot + 7}:45`.replace('010', '10'),
}));
const term = { id: 'term', from: '2026-11-09', to: '2026-12-06' };
const asked = (change: Partial<GridAsked> & { special?: readonly SpecialDays[] } = {}): GridAsked => ({
  days: { usual: 's', schedules: new Map([['s', bells]]), chosen: new Map(), special: change.special ?? [] },
  terms: [term],
  grids: [],
  groups: new Map(),
  from: '2026-11-09',
  ...change,
});
const lesson = (groupId: string, weekday: number, slot: number, more: Partial<GridLesson> = {}): GridLesson =>
  ({
    gridLessonId: `${groupId}${weekday}${slot}`,
    groupId,
    weekday,
    slot,
    weeks: 'every',
    teacherId: `t${groupId}`,
    room: null,
    ...more,
  }) as GridLesson;
const grid = (versionId: string, from: string, ...lessons: GridLesson[]) => ({ versionId, from, lessons });
const off = (from: string, to = from): SpecialDays =>
  ({ daysId: from, kind: 'day_off', title: 'Выходной', from, to, bells: [], runsAs: null }) as unknown as SpecialDays;

/** The lessons after a plan was carried out, as the deciders do it. */
function carriedOut(standing: readonly StandingLesson[], { steps }: LessonPlan): StandingLesson[] {
  const next = new Map(standing.map((one) => [one.id, one]));
  for (const step of steps) {
    if (step.kind === 'plan') {
      const { date, slot, groupId } = step.lesson;
      let id = `${groupId} ${date} ${slot}`;
      while (next.has(id)) id += '+';
      const plain = { held: false, byHand: false, work: false, struck: null };
      next.set(id, { ...step.lesson, id, planned: { date, slot }, ...plain });
    } else if (step.kind === 'strike') next.set(step.lesson.id, { ...step.lesson, struck: step.reason });
    else {
      const { date, slot } = step.place;
      next.set(step.lesson.id, { ...step.lesson, ...step.place, planned: { date, slot }, struck: null });
    }
  }
  return [...next.values()];
}
const given = (lessons: readonly StandingLesson[]) =>
  lessons
    .filter(({ struck }) => struck === null)
    .map(({ groupId, date, slot, from, to, room, teacherId }) =>
      [groupId, date, slot, from, to, room, teacherId].join(' '),
    )
    .toSorted();
const wantedBy = (of: GridAsked) =>
  lessonsOfGrid(of)
    .wanted.map(({ groupId, date, slot, from, to, room, teacherId }) =>
      [groupId, date, slot, from, to, room, teacherId].join(' '),
    )
    .toSorted();

describe('the school year of a version', () => {
  const terms = [
    { id: '1', from: '2026-09-01', to: '2026-10-25' },
    { id: '2', from: '2026-11-05', to: '2026-12-30' },
    { id: 'year', from: '2026-09-01', to: '2027-05-26' },
    { id: 'next', from: '2027-09-01', to: '2027-10-24' },
  ];

  test.each([
    ['2026-07-10', '2027-05-26'],
    ['2026-10-30', '2027-05-26'],
    ['2027-05-26', '2027-05-26'],
    ['2027-05-27', '2027-10-24'],
    ['2027-10-25', null],
  ])('on %s ends on %s', (date, last) => expect(lastDayOfYear(terms, date)).toBe(last));

  test('is the one its lessons are given in: after the summer another version is wanted', () => {
    const of = asked({ terms, from: '2027-05-17', grids: [grid('v', '2026-09-01', lesson('a', 0, 1))] });
    const datesOf = (of: GridAsked) => lessonsOfGrid(of).wanted.map(({ date }) => date);
    expect(datesOf(of)).toEqual(['2027-05-17', '2027-05-24']);
    const renewed = { ...of, grids: [...of.grids, grid('w', '2027-09-01', lesson('a', 1, 1))] };
    expect(datesOf(renewed)).toEqual(expect.arrayContaining(['2027-05-24', '2027-09-07', '2027-10-19']));
    expect(datesOf(renewed)).not.toContain('2027-09-06');
  });
});

test('lessons follow their group to another teacher from the day on, those held stay as they were', () => {
  const teaching = new Map([
    [
      'a',
      [
        { teacherId: 'ta', from: '2026-09-01', to: '2026-11-17' },
        { teacherId: 'new', from: '2026-11-18', to: null },
      ],
    ],
  ]);
  const of = asked({ grids: [grid('v', '2026-11-09', lesson('a', 0, 1), lesson('a', 3, 1))] });
  const standing = carriedOut([], planLessons(of, []));
  const held = standing.map((one) => (one.date === '2026-11-19' ? { ...one, held: true } : one));
  const after = { ...of, teaching };
  const plan = planLessons(after, held);
  expect(plan.left.map(({ date }) => date)).toEqual(['2026-11-19']);
  const given = carriedOut(held, plan).map(({ date, teacherId }) => `${date} ${teacherId}`);
  expect(given.slice(0, 5)).toEqual([
    '2026-11-09 ta',
    '2026-11-12 ta',
    '2026-11-16 ta',
    '2026-11-19 ta',
    '2026-11-23 new',
  ]);
  expect(planLessons(after, carriedOut(held, plan)).steps).toEqual([]);
  const moved = { ...standing[4]!, date: '2026-11-24', byHand: true };
  const byHand = planLessons(after, [...standing.slice(0, 4), moved, ...standing.slice(5)]).steps;
  const followed = byHand.find((step) => step.lesson === moved);
  expect(followed).toMatchObject({ kind: 'arrange', place: { date: '2026-11-24', teacherId: 'new' } });
  expect(planLessons(after, [{ ...moved, off: true }]).steps.some(({ kind }) => kind === 'arrange')).toBe(false);
  const without = planLessons({ ...after, grids: [] }, standing);
  expect(without.steps.map((step) => step.kind)).toContain('arrange');
  expect(without.steps).toHaveLength(5);
});

describe('lessons of a grid', () => {
  test('each week to the end of the term, days off left out, a working Saturday as another day', () => {
    const saturday = { ...off('2026-11-14'), kind: 'working_day' as const, runsAs: 0 };
    const { wanted } = lessonsOfGrid(
      asked({ grids: [grid('v', '2026-11-09', lesson('a', 0, 2))], special: [off('2026-11-16'), saturday] }),
    );
    expect(wanted.map(({ date }) => date)).toEqual(['2026-11-09', '2026-11-14', '2026-11-23', '2026-11-30']);
  });

  test('odd and even weeks, and what no bell rings for', () => {
    const { wanted, unrung } = lessonsOfGrid(
      asked({ grids: [grid('v', '2026-11-09', lesson('a', 1, 1, { weeks: 'odd' }), lesson('b', 1, 7))] }),
    );
    expect(wanted).toHaveLength(2);
    expect(unrung).toHaveLength(4);
  });

  test('a later version takes over on its day', () => {
    const grids = [grid('v', '2026-11-09', lesson('a', 0, 1)), grid('w', '2026-11-23', lesson('a', 2, 1))];
    expect(lessonsOfGrid(asked({ grids })).wanted.map(({ date }) => date)).toEqual([
      ...['2026-11-09', '2026-11-16', '2026-11-25', '2026-12-02'],
    ]);
  });
});

describe('carrying a grid out', () => {
  const first = asked({ grids: [grid('v', '2026-11-09', lesson('a', 0, 1), lesson('a', 2, 1))] });
  const start = carriedOut([], planLessons(first, []));

  test('a lesson whose place is another one moves within its week and keeps its id', () => {
    const second = { ...first, grids: [...first.grids, grid('w', '2026-11-16', lesson('a', 0, 3), lesson('a', 2, 1))] };
    const { steps } = planLessons(second, start);
    expect(steps.map(({ kind }) => kind)).toEqual(['arrange', 'arrange', 'arrange']);
    expect(steps.map((step) => 'id' in step.lesson && step.lesson.id)).toEqual([
      ...['a 2026-11-16 1', 'a 2026-11-23 1', 'a 2026-11-30 1'],
    ]);
  });

  test('what was held or changed by hand is left alone; planned work moves and is not taken away', () => {
    const empty = { ...first, grids: [...first.grids, grid('w', '2026-11-09')] };
    const [held, moved, tested] = [{ held: true }, { byHand: true }, { work: true }];
    for (const [change, left] of [
      [held, 1],
      [moved, 1],
      [tested, 1],
      [{}, 0],
    ] as const) {
      const plan = planLessons(
        empty,
        start.map((one, at) => (at === 0 ? { ...one, ...change } : one)),
      );
      expect([plan.left.length, plan.steps.length]).toEqual([left, start.length - left]);
    }
    const other = { ...first, grids: [...first.grids, grid('w', '2026-11-09', lesson('a', 0, 2), lesson('a', 2, 1))] };
    const plan = planLessons(
      other,
      start.map((one) => ({ ...one, work: true })),
    );
    expect(plan.left).toEqual([]);
    expect(plan.steps.map(({ kind }) => kind)).toEqual(Array.from({ length: 4 }, () => 'arrange'));
  });

  test('a day off takes the lessons of a school without a grid, and gives them back', () => {
    const none = asked({ special: [off('2026-11-09', '2026-11-11')] });
    const gone = carriedOut(start, planLessons(none, start));
    expect(gone.filter(({ struck }) => struck === 'day_off')).toHaveLength(2);
    expect(carriedOut(gone, planLessons(asked(), gone))).toEqual(start);
  });

  const place = fc.record({
    groupId: fc.constantFrom('a', 'b', 'c'),
    weekday: fc.integer({ min: 0, max: 5 }),
    slot: fc.integer({ min: 1, max: 4 }),
    weeks: fc.constantFrom('every', 'odd', 'even'),
    room: fc.constantFrom(null, '1', '2'),
    teacherId: fc.constantFrom('t1', 't2'),
  });
  const grids = fc
    .array(
      fc.record({
        day: fc.integer({ min: 9, max: 30 }),
        lessons: fc.uniqueArray(place, {
          maxLength: 8,
          selector: ({ groupId, weekday, slot }) => `${groupId}${weekday}${slot}`,
        }),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((list) =>
      list.map(({ day, lessons }, at) =>
        grid(
          `v${at}`,
          at === 0 ? '2026-11-09' : `2026-11-${String(day).padStart(2, '0')}`,
          ...lessons.map(({ groupId, weekday, slot, ...rest }) =>
            lesson(groupId, weekday, slot, rest as Partial<GridLesson>),
          ),
        ),
      ),
    );
  const offs = fc
    .uniqueArray(fc.integer({ min: 9, max: 30 }), { maxLength: 5 })
    .map((days) => days.map((day) => off(`2026-11-${String(day).padStart(2, '0')}`)));

  type Planner = typeof planLessons;
  /** Versions published one after the other, with days off coming and going: the lessons are those of the grid, and a second run does nothing. */
  const check = (planner: Planner) =>
    fc.assert(
      fc.property(grids, fc.array(offs, { minLength: 4, maxLength: 4 }), (versions, special) => {
        let lessons: StandingLesson[] = [];
        versions.forEach((_, at) => {
          const now = asked({ grids: versions.slice(0, at + 1), special: special[at] ?? [] });
          const after = carriedOut(lessons, planner(now, lessons));
          expect(given(after)).toEqual(wantedBy(now));
          expect(planner(now, after).steps).toEqual([]);
          lessons = after;
        });
      }),
      { numRuns: 200 },
    );

  test('property: published and published again, lessons are exactly the grid minus days off', () =>
    check(planLessons));

  test('planted fault: a planner that takes nothing away is found out', () => {
    const careless: Planner = (now, lessons) => {
      const plan = planLessons(now, lessons);
      return { ...plan, steps: plan.steps.filter(({ kind }) => kind !== 'strike') };
    };
    expect(() => check(careless)).toThrow();
  });
});
