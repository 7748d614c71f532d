import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GridLesson } from '../timetable.ts';
import { gridClashes, type GridClashesAsked } from './grid-clashes.ts';
import { gridPlaces, type PlacelessLesson } from './grid-places.ts';

const bells = [1, 2, 3].map((slot) => ({ slot, from: `0${slot + 7}:00`, to: `0${slot + 7}:45` }));
const days = { usual: 's', schedules: new Map([['s', bells]]), chosen: new Map<string, string>(), special: [] };
const place = {
  groupId: fc.constantFrom('a', 'b', 'c'),
  weeks: fc.constantFrom('every', 'odd', 'even'),
  teacherId: fc.constantFrom('t', 'u', 'v'),
  room: fc.constantFrom(null, 'one', 'gym'),
};
const grids = fc
  .array(fc.record({ ...place, weekday: fc.integer({ min: 0, max: 1 }), slot: fc.integer({ min: 1, max: 4 }) }), {
    maxLength: 10,
  })
  .map((list) => list.map((one, at) => ({ ...one, gridLessonId: `l${at}` }) as unknown as GridLesson));
const asked = (lessons: readonly GridLesson[]): GridClashesAsked => ({
  lessons,
  days,
  groups: new Map(),
  shared: new Map([
    ['a', new Set(['b'])],
    ['b', new Set(['a'])],
  ]),
  rooms: new Map([['gym', 2]]),
});

/** What is said of each place must be what the whole grid says once the lesson stands there. */
function foresees(places: typeof gridPlaces): void {
  fc.assert(
    fc.property(grids, fc.record(place), fc.boolean(), (lessons, one, moves) => {
      const known = moves ? lessons[0]?.gridLessonId : undefined;
      const wanted = { ...one, gridLessonId: known ?? null } as unknown as PlacelessLesson;
      const others = lessons.filter(({ gridLessonId }) => gridLessonId !== known);
      for (const { weekday, slot, taken } of places(asked(lessons), wanted)) {
        const id = known ?? 'new';
        const there = { ...wanted, gridLessonId: id, weekday, slot } as GridLesson;
        const clashes = gridClashes(asked([...others, there])).filter(({ first, second }) =>
          [first, second].includes(id),
        );
        const said = clashes.map(({ kind, first, second }) => `${kind} ${first === id ? second : first}`);
        expect(taken.map(({ kind, by }) => `${kind} ${by}`).toSorted()).toEqual(said.toSorted());
      }
    }),
  );
}

test('a place is taken by those lessons that would clash there', () => foresees(gridPlaces));

test('planted fault: odd and even weeks taken for the same are found out', () => {
  expect(() =>
    foresees(({ lessons, ...rest }, wanted) =>
      gridPlaces(
        { ...rest, lessons: lessons.map((one) => ({ ...one, weeks: 'every' as const })) },
        { ...wanted, weeks: 'every' },
      ),
    ),
  ).toThrow();
});

test('there is a place for every bell of the group from Monday to Saturday, also while the lesson stands somewhere', () => {
  const lesson = { gridLessonId: 'l', groupId: 'a', weekday: 0, slot: 1, weeks: 'every', teacherId: 't', room: null };
  const places = gridPlaces(asked([lesson as unknown as GridLesson]), lesson as unknown as PlacelessLesson);
  expect(places).toHaveLength(18);
  expect(places.every(({ taken }) => taken.length === 0)).toBe(true);
});
