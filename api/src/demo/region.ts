import { calendarAt } from './calendar.ts';
import type { Family } from './full/families.ts';
import { anySchool, fullSchool } from './full/school.ts';
import { ids } from './ids.ts';
import type { DemoSchool } from './school.ts';
import { smallSchool } from './small.ts';

/** How much of a demo: one school of four classes, or a whole school and a smaller one beside it. */
export type DemoSize = 'small' | 'full';

/** What a demo is made of: the same gives the same, event for event. */
export interface DemoOf {
  readonly size: DemoSize;
  /** The moment everything stands at. */
  readonly moment: Date;
  /** Another seed, other people in the schools; the classes written by hand stay. */
  readonly seed: string;
}

/** What the first school keeps of the demo it was begun for. */
export const sourceOf = ({ size, moment, seed }: DemoOf): string =>
  size === 'small' ? `demo:${moment.toISOString()}` : `demo:${moment.toISOString()} full ${seed}`;

/** The demo a school was begun for; null for a school of another origin. */
export function demoOf(source: unknown): DemoOf | null {
  if (typeof source !== 'string' || !source.startsWith('demo:')) return null;
  const [moment, size, ...seed] = source.slice('demo:'.length).split(' ');
  return { moment: new Date(moment!), size: size === 'full' ? 'full' : 'small', seed: seed.join(' ') };
}

/** Pupils of a school, roughly; enough to say how much work lies ahead. */
export const roughly = { small: 111, full: 1_100, second: 300, further: 1_130 };

/** The schools of a demo one after the other, each made when it is asked for; `scale` is how many in all. */
export function* schoolsOf({ size, moment, seed }: DemoOf, scale: number): Generator<DemoSchool> {
  const calendar = calendarAt(moment);
  if (size === 'small') {
    yield smallSchool(calendar);
    return;
  }
  const families: Family[] = [];
  yield fullSchool(calendar, seed, families);
  if (scale > 1) yield secondSchool();
  for (let place = 2; place < scale; place += 1) {
    yield anySchool({ calendar, key: String(100 + place), seed, parallels: 3, classSize: 35, families: [] });
  }

  // Half of its families have a child in the first school too, and its administrator keeps both.
  function secondSchool(): DemoSchool {
    const own = families.map((family) => ({ ...family, children: [...family.children] }));
    return anySchool({
      calendar,
      key: '24',
      seed,
      parallels: 1,
      classSize: 27,
      families: own,
      adminAlsoOf: [ids.school],
    });
  }
}
