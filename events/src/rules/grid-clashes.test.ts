import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GridLesson } from '../timetable.ts';
import { clashKey, gridClashes, type GridClashesAsked } from './grid-clashes.ts';

const bells = [1, 2, 3].map((slot) => ({ slot, from: `0${slot + 7}:00`, to: `0${slot + 7}:45` }));
const days = { usual: 's', schedules: new Map([['s', bells]]), chosen: new Map<string, string>(), special: [] };
const asked = (lessons: readonly GridLesson[], rooms = new Map<string, number>()): GridClashesAsked => ({
  lessons,
  days,
  groups: new Map(),
  shared: new Map([
    ['a', new Set(['b'])],
    ['b', new Set(['a'])],
  ]),
  rooms,
});
const lesson = (id: number, more: Partial<GridLesson>): GridLesson =>
  ({
    gridLessonId: `l${String(id).padStart(2, '0')}`,
    groupId: `g${id}`,
    weekday: 0,
    slot: 1,
    weeks: 'every',
    teacherId: `t${id}`,
    room: null,
    ...more,
  }) as GridLesson;

const grids = fc
  .array(
    fc.record({
      groupId: fc.constantFrom('a', 'b', 'c'),
      weekday: fc.integer({ min: 0, max: 1 }),
      slot: fc.integer({ min: 1, max: 4 }),
      weeks: fc.constantFrom('every', 'odd', 'even'),
      teacherId: fc.constantFrom('t', 'u', 'v'),
      room: fc.constantFrom(null, '1', '2'),
    }),
    { maxLength: 12 },
  )
  .map((list) => list.map((one, at) => lesson(at, one as Partial<GridLesson>)));

/** All pairs, one by one. */
function slowly(lessons: readonly GridLesson[]): string[] {
  const found = lessons.flatMap((a, at) =>
    lessons.slice(at + 1).flatMap((b) => {
      const meet = a.weekday === b.weekday && a.slot === b.slot && a.slot < 4;
      const weeks = a.weeks === 'every' || b.weeks === 'every' || a.weeks === b.weeks;
      if (!meet || !weeks) return [];
      const pupils = a.groupId === b.groupId || [a.groupId, b.groupId].every((id) => String(id) !== 'c');
      return [
        ...(a.teacherId === b.teacherId ? ['teacher' as const] : []),
        ...(a.room !== null && a.room === b.room ? ['room' as const] : []),
        ...(pupils ? ['group' as const] : []),
      ].map((kind) => clashKey(kind, a.gridLessonId, b.gridLessonId));
    }),
  );
  return found.toSorted();
}

test('the clashes of a grid are those of all its pairs', () => {
  fc.assert(
    fc.property(grids, (lessons) => {
      const found = gridClashes(asked(lessons)).map(({ kind, first, second }) => clashKey(kind, first, second));
      expect(found.toSorted()).toEqual(slowly(lessons));
    }),
  );
});

test('a room takes as many lessons as it holds', () => {
  const gym = [1, 2, 3].map((id) => lesson(id, { room: 'зал' }));
  expect(gridClashes(asked(gym.slice(0, 2), new Map([['зал', 2]])))).toEqual([]);
  expect(gridClashes(asked(gym, new Map([['зал', 2]])))).toHaveLength(3);
  expect(gridClashes(asked(gym.slice(0, 2)))).toHaveLength(1);
});
