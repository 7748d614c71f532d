import { clashesAmong, type Clash, type Occupation, type SharedPupils } from '../src/rules/clashes.ts';
import type { Bench } from './harness.ts';

const schools = 60;
const classes = 33;
const perDay = 7;

/** A school's week: 33 classes of seven lessons a day, every other lesson in two halves at once; some slips of the planner's pen. */
function week(school: number): { lessons: readonly Occupation[]; shared: SharedPupils } {
  const lessons: Occupation[] = [];
  const shared = new Map<string, ReadonlySet<string>>();
  for (let klass = 0; klass < classes; klass += 1) {
    const whole = `${school}/${klass}`;
    const halves = [`${whole}a`, `${whole}b`];
    shared.set(whole, new Set(halves));
    for (const half of halves) shared.set(half, new Set([whole]));
    for (let day = 1; day <= 5; day += 1)
      for (let slot = 0; slot < perDay; slot += 1) {
        const groups = (klass + slot) % 2 === 0 ? [whole] : halves;
        groups.forEach((groupId, part) => {
          const teacher = `${school}/t${(klass * 2 + part + slot) % 70}`;
          const start = 510 + slot * 55;
          const clock = (minutes: number) =>
            `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
          lessons.push({
            id: `${groupId}/${day}/${slot}`,
            day: String(day),
            from: clock(start),
            to: clock(start + 45),
            groupId,
            teacherIds: [teacher],
            room: `${klass}${part}`,
          });
        });
      }
  }
  return { lessons, shared };
}

let weeks: readonly ReturnType<typeof week>[];

function seconds(find: (lessons: readonly Occupation[], shared: SharedPupils) => readonly Clash[] | number): number {
  const started = performance.now();
  for (const { lessons, shared } of weeks) find(lessons, shared);
  return (performance.now() - started) / 1000;
}

/** What comes to mind first: each lesson against each. */
function everyPair(lessons: readonly Occupation[], shared: SharedPupils): number {
  let found = 0;
  for (const a of lessons)
    for (const b of lessons) {
      if (a.id >= b.id || a.day !== b.day || a.to <= b.from || b.to <= a.from) continue;
      if (a.room === b.room || a.groupId === b.groupId || shared.get(a.groupId)?.has(b.groupId)) found += 1;
      else if (a.teacherIds.some((teacher) => b.teacherIds.includes(teacher))) found += 1;
    }
  return found;
}

/** How long does it take to find every clash in the weeks of a region of 60 schools? */
export const bench: readonly Bench[] = [
  {
    name: 'clashes',
    metric: `clashes in ${schools} schools' weeks`,
    unit: 's',
    better: 'lower',
    floor: { value: 1 },
    aim: { value: 0.5, ratio: 4 },
    prepare: async () => void (weeks = Array.from({ length: schools }, (_, school) => week(school))),
    run: async () => seconds(clashesAmong),
    baseline: async () => seconds(everyPair),
  },
];
