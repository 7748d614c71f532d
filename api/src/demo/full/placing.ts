import { secondShift } from '../bells.ts';
import { defaultBells } from '../../school/default-bells.ts';
import { chance, type Chance } from '../chance.ts';

/** A lesson a week that a class wants: all its teachers at once. */
export interface Wanted {
  /** Index of the class. */
  readonly klass: number;
  readonly subject: string;
  readonly teachers: readonly string[];
}
export interface Week {
  readonly shift: 1 | 2;
  /** Lessons on each weekday, Monday first. */
  readonly lengths: readonly number[];
}
export interface Taken {
  readonly teacher: string;
  readonly shift: 1 | 2;
  readonly weekday: number;
  readonly slot: number;
}
export interface Placed {
  readonly weekday: number;
  readonly slot: number;
}

const bells = [
  ...defaultBells.map((bell) => ({ shift: 1, ...bell })),
  ...secondShift.map((bell) => ({ shift: 2, ...bell })),
];
const timeOf = (shift: number, slot: number) => bells.findIndex((one) => one.shift === shift && one.slot === slot);
/** For each bell those that ring while its lesson is on, itself among them. */
const together = bells.map((one) =>
  bells.flatMap((other, index) => (one.from < other.to && other.from < one.to ? [index] : [])),
);
const nobody = -1;
const fixed = -2;

/**
 * A place in the week for every wanted lesson: no gap in a class's day, no teacher in two places. A lesson that finds no free place drives out
 * those in its way, the ones driven out least; so it goes until all have one. Throws where that never comes.
 */
export function placeLessons(
  weeks: readonly Week[],
  wanted: readonly Wanted[],
  taken: readonly Taken[],
  seed: string,
): readonly Placed[] {
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const placed = search(weeks, wanted, taken, chance(`${seed}/placing/${attempt}`));
    if (placed) return placed;
  }
  throw new RangeError('no timetable was found');
}

function search(
  weeks: readonly Week[],
  wanted: readonly Wanted[],
  taken: readonly Taken[],
  luck: Chance,
): readonly Placed[] | null {
  const width = bells.length;
  const grids = weeks.map(({ lengths }) => lengths.map((length) => new Array<number>(length + 1).fill(nobody)));
  const busy = new Map<string, Int32Array>();
  const of = (teacher: string) => {
    const known = busy.get(teacher) ?? new Int32Array(7 * width).fill(nobody);
    busy.set(teacher, known);
    return known;
  };
  for (const { teacher, shift, weekday, slot } of taken) of(teacher)[weekday * width + timeOf(shift, slot)] = fixed;
  const load = Map.groupBy(
    wanted.flatMap(({ teachers }) => teachers),
    (teacher) => teacher,
  );
  const hardness = ({ teachers }: Wanted) =>
    teachers.length * 100 + Math.max(...teachers.map((teacher) => load.get(teacher)!.length));
  const places: (Placed | null)[] = wanted.map(() => null);
  const driven = wanted.map(() => 0);
  const queue = wanted
    .map((_, index) => index)
    .toSorted((a, b) => hardness(wanted[a]!) - hardness(wanted[b]!) || a - b);

  const inTheWay = (index: number, weekday: number, slot: number): number[] | null => {
    const { klass, teachers } = wanted[index]!;
    const there = grids[klass]![weekday]![slot]!;
    const found = there === nobody ? [] : [there];
    const time = timeOf(weeks[klass]!.shift, slot);
    for (const teacher of teachers) {
      const hours = of(teacher);
      for (const other of together[time]!) {
        const lesson = hours[weekday * width + other]!;
        if (lesson === fixed) return null;
        if (lesson !== nobody && !found.includes(lesson)) found.push(lesson);
      }
    }
    return found;
  };
  const write = (index: number, { weekday, slot }: Placed, what: number) => {
    const { klass, teachers } = wanted[index]!;
    grids[klass]![weekday]![slot] = what;
    const time = weekday * width + timeOf(weeks[klass]!.shift, slot);
    for (const teacher of teachers) of(teacher)[time] = what;
  };

  for (let tries = wanted.length * 60; queue.length > 0; tries -= 1) {
    if (tries === 0) return null;
    const index = queue.pop()!;
    const { klass, subject } = wanted[index]!;
    let best: { at: Placed; out: number[]; cost: number } | null = null;
    for (const [weekday, row] of grids[klass]!.entries()) {
      const same = row.filter((one) => one >= 0 && wanted[one]!.subject === subject).length;
      for (let slot = 1; slot < row.length; slot += 1) {
        const out = inTheWay(index, weekday, slot);
        if (!out) continue;
        const cost = out.reduce((sum, one) => sum + 10 + 5 * driven[one]!, 12 * same + 3 * luck.next());
        if (!best || cost < best.cost) best = { at: { weekday, slot }, out, cost };
      }
    }
    if (!best) return null;
    for (const other of best.out) {
      write(other, places[other]!, nobody);
      places[other] = null;
      driven[other]! += 1;
      queue.push(other);
    }
    write(index, best.at, index);
    places[index] = best.at;
  }
  return places as readonly Placed[];
}
