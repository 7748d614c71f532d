import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clashesAmong, clashesWith, type Clash, type Occupation, type SharedPupils } from './clashes.ts';

type Finder = (lessons: readonly Occupation[], shared: SharedPupils) => readonly Clash[];

const time = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const few = (letter: string) => fc.constantFrom(`${letter}1`, `${letter}2`, `${letter}3`);
const lessons = fc
  .array(
    fc.record({
      day: fc.constantFrom('mon', 'tue'),
      start: fc.integer({ min: 480, max: 540 }),
      length: fc.integer({ min: 1, max: 60 }),
      groupId: few('g'),
      teacherIds: fc.uniqueArray(few('t'), { maxLength: 2 }),
      room: fc.option(few('r')),
    }),
    { maxLength: 14 },
  )
  .map((list) =>
    list.map(({ start, length, ...rest }, i) => ({
      id: `l${i}`,
      from: time(start),
      to: time(start + length),
      ...rest,
    })),
  );
const sharing = fc.boolean().map((meet): SharedPupils =>
  meet
    ? new Map([
        ['g1', new Set(['g2'])],
        ['g2', new Set(['g1'])],
      ])
    : new Map(),
);

/** Another way than the product's: minute by minute, and each pair whoever comes first. */
function slowly(list: readonly Occupation[], shared: SharedPupils): ReadonlySet<string> {
  const minutes = ({ from, to }: Occupation) => {
    const at = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
    return Array.from({ length: at(to) - at(from) }, (_, i) => at(from) + i);
  };
  const found = new Set<string>();
  for (const a of list)
    for (const b of list) {
      if (a.id >= b.id || a.day !== b.day) continue;
      if (!minutes(a).some((minute) => minutes(b).includes(minute))) continue;
      const pair = `${a.id} ${b.id}`;
      for (const teacher of a.teacherIds) if (b.teacherIds.includes(teacher)) found.add(`teacher ${pair} ${teacher}`);
      if (a.room && a.room === b.room) found.add(`room ${pair} ${a.room}`);
      if (a.groupId === b.groupId || shared.get(a.groupId)?.has(b.groupId)) found.add(`group ${pair}`);
    }
  return found;
}

const named = ({ kind, first, second, over }: Clash): string =>
  [kind, ...[first, second].toSorted(), ...(kind === 'group' ? [] : [over])].join(' ');

/** The check the product's finder and the broken ones below go through. */
function checkFinder(find: Finder): void {
  fc.assert(
    fc.property(lessons, sharing, (list, shared) => {
      const found = find(list, shared).map(named);
      expect(found.length).toBe(new Set(found).size);
      expect(new Set(found)).toEqual(slowly(list, shared));
    }),
    { numRuns: 500 },
  );
}

test('every clash is found, each once, and nothing else', () => checkFinder(clashesAmong));

test('a lesson about to be saved clashes with what the whole grid would show', () =>
  checkFinder((list, shared) => list.flatMap((one, i) => clashesWith(one, list.slice(0, i), shared))));

test('planted fault: lessons that touch are not lessons that overlap', () => {
  const touching: Finder = (list, shared) =>
    clashesAmong(
      list.map((l) => ({ ...l, to: time(Number(l.to.slice(0, 2)) * 60 + Number(l.to.slice(3)) + 1) })),
      shared,
    );
  expect(() => checkFinder(touching)).toThrow();
});

test('planted fault: only neighbours are compared', () => {
  const neighbours: Finder = (list, shared) =>
    list
      .toSorted((a, b) => (a.day + a.from < b.day + b.from ? -1 : 1))
      .flatMap((one, i, all) => (i > 0 ? clashesWith(one, [all[i - 1]!], shared) : []));
  expect(() => checkFinder(neighbours)).toThrow();
});

test('a room takes as many lessons as it holds; one more, and each of them clashes', () => {
  const at = { day: 'mon', from: '08:30', to: '09:15', room: 'hall' };
  const lesson = (n: number): Occupation => ({ id: `l${n}`, groupId: `g${n}`, teacherIds: [`t${n}`], ...at });
  const [one, two, three] = [lesson(1), lesson(2), lesson(3)];
  const rooms = new Map([['hall', 2]]);
  expect(clashesAmong([one, two], new Map(), rooms)).toEqual([]);
  expect(clashesWith(two, [one], new Map(), rooms)).toEqual([]);
  expect(clashesAmong([one, two], new Map())).toHaveLength(1);
  expect(clashesAmong([one, two, three], new Map(), rooms)).toHaveLength(3);
  expect(clashesWith(three, [one, two], new Map(), rooms)).toHaveLength(2);
});
